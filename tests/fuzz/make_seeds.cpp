// Writes the inputs that fuzzing starts from: OUTPUT/<target>/<name>.
// Usage: make_seeds OUTPUT POLICIES PACKAGES; the last two are folders with policies and with real
// packages.

#include "model/policy.hpp"
#include "policy/load.hpp"
#include "readings/command.hpp"
#include "readings/scratch.hpp"
#include "sandbox/protocol.hpp"
#include "support/archive_builder.hpp"
#include "support/deb_builder.hpp"

#include <array>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>

namespace {

using namespace package_audit;
using namespace package_audit::support;
namespace fs = std::filesystem;

class Seeds {
public:
  explicit Seeds(fs::path folder) : folder_(std::move(folder)) { fs::remove_all(folder_); }

  void add(const fs::path& target, const std::string& name, std::string_view bytes) const {
    fs::create_directories(folder_ / target);
    std::ofstream file(folder_ / target / name, std::ios::binary);
    if (!file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
      throw std::runtime_error("cannot write a seed: " + name);
    }
  }

private:
  fs::path folder_;
};

struct Tree {
  std::string name{};
  std::vector<Member> members{};
};

std::vector<Tree> trees() {
  const Member program{.name = "bin/acme", .content = "#!/bin/sh\n", .mode = 0755};
  const Member empty{.name = "share/acme/empty"};
  const Member library{.name = "lib/libacme.so.1", .content = "library"};
  const Member blank{.name = "share/Übersicht (1).txt", .content = "ü"};
  const Member long_name{.name = "share/" + std::string(120, 'l') + "/" + std::string(90, 'n'),
                         .content = "x"};
  return {{"file", {program}},
          {"folders", {folder("share/"), folder("share/acme/"), empty}},
          {"links", {library, support::symlink("lib/libacme.so", "libacme.so.1")}},
          {"names", {blank, long_name}}};
}

void add_archives(const Seeds& seeds) {
  for (const auto& [name, members] : trees()) {
    seeds.add("zip", name, make_archive(Container::zip, members));
    seeds.add("seven_zip", name, make_archive(Container::seven_zip, members));
    seeds.add("tar", name + "-pax", make_archive(Container::pax, members));
    seeds.add("tar", name + "-gnu", make_archive(Container::gnu_tar, members));
    seeds.add("deb", name, make_deb(members));
    // Not compressed, so that a mutation reaches the tars.
    std::vector<ArMember> parts = deb_members({.payload = members});
    parts[1] = {"control.tar", make_tar({folder("./"),
                                         {.name = "./control",
                                          .content = "Package: acme\nVersion: 1.0\n"
                                                     "Architecture: all\nMaintainer: "
                                                     "release@acme.example\nDescription: x\n"}})};
    parts[2] = {"data.tar", make_tar(members)};
    seeds.add("deb", name + "-plain", make_ar(parts));
  }
  seeds.add("tar", "hardlink", make_tar({{.name = "a", .content = "content"}, hardlink("b", "a")}));
}

void add_streams(const Seeds& seeds) {
  std::string text = "text that repeats itself, repeats itself, ";
  for (int i = 0; i < 4; ++i)
    text += text;
  constexpr std::array k_all{
      formats::compression::Compression::gzip, formats::compression::Compression::xz,
      formats::compression::Compression::bzip2, formats::compression::Compression::zstd,
      formats::compression::Compression::compress};
  for (const formats::compression::Compression compression : k_all) {
    const std::string name = "compression-" + std::to_string(static_cast<int>(compression));
    seeds.add("decode", name, compress(compression, text));
    seeds.add("decode", name + "-short", compress(compression, "x"));
  }
}

void add_packages(const Seeds& seeds, const fs::path& folder) {
  const std::map<std::string, std::string> targets{
      {".zip", "zip"},      {".tar", "tar"},  {".deb", "deb"},   {".rpm", "rpm"},
      {".7z", "seven_zip"}, {".sh", "stgz"},  {".gz", "decode"}, {".xz", "decode"},
      {".zst", "decode"},   {".Z", "decode"}, {".bz2", "decode"}};
  for (const auto& file : fs::directory_iterator(folder)) {
    const auto target = targets.find(file.path().extension().native());
    if (!file.is_regular_file() || target == targets.end()) continue;
    seeds.add(target->second, "package" + target->first, readings::read_file(file.path().native()));
  }
}

void add_texts(const Seeds& seeds, const fs::path& policies) {
  for (const auto& file : fs::directory_iterator(policies)) {
    if (file.path().extension() != ".json") continue;
    seeds.add("policy", file.path().filename().native(), readings::read_file(file.path().native()));
  }
  int number = 0;
  for (const char* const line :
       {"bin/acme\nbin/acme", "lib/*.so\nlib/a.so", "**/a/**/b/**\nx/a/y/b", "[!a-c]x\ndx",
        "dir/\ndir/a/b", "{a,b}?.txt\nax.txt", "a\\*b\na*b", "**\na/../b"}) {
    seeds.add("glob", std::to_string(++number), line);
  }
}

// A worker's records of a package, from the first to the last.
void add_records(const Seeds& seeds) {
  const auto add = [&](const std::string& name, const Artifact& artifact) {
    std::string bytes;
    sandbox::RecordWriter writer([&](std::span<const std::byte> block) {
      bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
    });
    writer.layers(sandbox::LayerSet::all());
    if (artifact.format != Format::unknown) writer.format(artifact.format);
    for (const Entry& entry : artifact.entries)
      writer.entry(entry);
    writer.finish(artifact);
    seeds.add("protocol", name, bytes);
  };
  const Entry file{.member = "bin/acme", .type = EntryType::file, .mode = 0755, .size = 3};
  const Entry inner{.member = "bin/acme!/a", .type = EntryType::file, .container = 0};
  const Entry link{.member = "l", .type = EntryType::symlink, .link_target = "t"};
  add("tar", {.format = Format::tar, .entries = {file, link}});
  add("nested", {.format = Format::zip, .entries = {file, inner}, .anomalies = {{.container = 0}}});
  add("folder", {.format = Format::directory, .entries = {file}});
  add("unknown", {.anomalies = {{.kind = AnomalyKind::unknown_format, .detail = "text"}}});
}

// With a program database beside it, and with DWARF.
void add_windows(const Seeds& seeds, const readings::Scratch& scratch, const std::string& source) {
  const std::string object = scratch.path() + "/a.obj";
  const std::string library = scratch.path() + "/a.dll";
  for (const char* const debug : {"-gcodeview", "-gdwarf-5"}) {
    const bool is_built = readings::run_command({"clang", "--target=x86_64-pc-windows-msvc", "-c",
                                                 "-g", debug, "-o", object, source})
                                  .exit_code == 0 &&
                          readings::run_command({"lld-link", "/dll", "/noentry", "/nodefaultlib",
                                                 "/debug", "/out:" + library, object})
                                  .exit_code == 0;
    if (!is_built) continue;
    seeds.add("coff", debug, readings::read_file(object));
    seeds.add("pe", debug, readings::read_file(library));
    seeds.add("head", debug, readings::read_file(scratch.path() + "/a.pdb"));
  }
}

// Output of the compiler for many machines, and the small formats.
void add_structures(const Seeds& seeds) {
  const readings::Scratch scratch;
  const std::string source = scratch.write("a.c", "int a(int x) { return 2 * x; }\n");
  const std::string object = scratch.path() + "/a.o";
  constexpr std::array<std::pair<const char*, const char*>, 5> k_machines{
      {{"elf", "x86_64-linux-gnu"},
       {"elf", "i386-linux-gnu"},
       {"elf", "s390x-linux-gnu"},
       {"macho", "x86_64-apple-macos11"},
       {"wasm", "wasm32"}}};
  for (const auto& [format, machine] : k_machines) {
    const auto compiled =
        readings::run_command({"clang", std::string("--target=") + machine, "-c", "-g", "-gdwarf-5",
                               "-gembed-source", "-o", object, source});
    if (compiled.exit_code == 0) seeds.add(format, machine, readings::read_file(object));
  }
  const std::string library = scratch.path() + "/a.so";
  const auto linked =
      readings::run_command({"gcc", "-shared", "-nostdlib", "-fPIC", "-g", "-gz",
                             "-Wl,-z,noseparate-code,-rpath,/opt/a", "-o", library, source});
  if (linked.exit_code == 0) seeds.add("elf", "library", readings::read_file(library));
  add_windows(seeds, scratch, source);
  using namespace std::string_literals;
  seeds.add("head", "portable",
            "BSJB\1 \x1B\x57\x8A\x0E\x26\x69\x6E\x46\xB4\xAD\x8A\xB0\x46\x11\xF5\xFE"s);
  seeds.add("head", "minidump", "MDMP\x93\xA7"s);
  seeds.add("head", "bitcode", "BC\xC0\xDE"s);
  seeds.add("source_map", "map",
            R"({"version":3,"sources":["/a.c"],"sourcesContent":["int a;"],"mappings":"AAAA"})");
  seeds.add("inline_map", "inline-map",
            "/*# sourceMappingURL=data:application/json,%7B%22mappings%22:%22%22,%22sources%22:[],"
            "%22sourcesContent%22:[%22a%22]%7D*/ //# sourceMappingURL=data:;base64,"
            "eyJtYXBwaW5ncyI6IiIsInNvdXJjZXNDb250ZW50IjpbImEiXX0=\\n");
  seeds.add("image", "gif", "GIF89a\1\0\1\0\0\0\0!\xFE\4text\0,\0\0\0\0\1\0\1\0\0\2\1x\0;"s);
  seeds.add("image", "png", "\x89PNG\r\n\x1A\n\0\0\0\1IDATxcrc!\0\0\0\0IENDcrc!"s);
  seeds.add("image", "jpeg", "\xFF\xD8\xFF\xE0\0\4ab\xFF\xDA\0\2data\xFF\0\xFF\xD9"s);
}

// Texts that each bundled signature matches and does not match, in both encodings.
void add_signatures(const Seeds& seeds) {
  for (const SignatureRule& rule : policy::load_policy("builtin:release", {}).signatures) {
    std::string text;
    for (const std::string& example : rule.matches)
      text += example + "\n";
    for (const std::string& example : rule.non_matches)
      text += example + "\n";
    seeds.add("signature", rule.id, text);
    std::string wide;
    for (const char c : rule.matches.front())
      wide += {c, '\0'};
    seeds.add("signature", rule.id + "-wide", wide);
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 4) return EXIT_FAILURE;
  try {
    const Seeds seeds(argv[1]);
    add_archives(seeds);
    add_streams(seeds);
    add_texts(seeds, argv[2]);
    add_records(seeds);
    add_packages(seeds, argv[3]);
    add_structures(seeds);
    add_signatures(seeds);
  } catch (const std::exception& error) {
    std::cerr << "make_seeds: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
