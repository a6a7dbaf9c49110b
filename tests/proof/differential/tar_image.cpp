#include "formats.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <numeric>

namespace package_audit::proof {

namespace {

constexpr std::size_t k_record = 512;
constexpr std::size_t k_checksum = 148;

// One header and its content; POSIX.1-2017, pax, "ustar Interchange Format".
struct TarMember {
  std::string name{};
  std::string content{};
  char type = '0';
  std::string link{};
  bool gnu = false;
};

// An extension header's record, whose length counts its own digits.
std::string pax_record(std::string_view key, std::string_view value) {
  const std::size_t rest = key.size() + value.size() + 3;
  std::size_t length = rest + 1;
  while (rest + std::to_string(length).size() != length)
    ++length;
  return fmt::format("{} {}={}\n", length, key, value);
}

TarMember pax(std::string records, char type = 'x') {
  return {.name = "PaxHeaders/x", .content = std::move(records), .type = type};
}
TarMember gnu_long(std::string name, char type = 'L') {
  return {.name = "././@LongLink", .content = std::move(name) + '\0', .type = type, .gnu = true};
}

// Members put before one of the archive's own, or in its place.
struct Technique {
  std::string_view name;
  std::vector<TarMember> (*before)();
  TarMember (*instead)();
};

TarMember file() {
  return {.name = "share/notes.txt", .content = std::string(600, 'n')};
}

const std::array k_techniques{
    Technique{"path", [] { return std::vector{pax(pax_record("path", "share/other.txt"))}; }, file},
    Technique{
        "path twice",
        [] { return std::vector{pax(pax_record("path", "a.txt") + pax_record("path", "b.txt"))}; },
        file},
    Technique{
        "two extension headers",
        [] {
          return std::vector{pax(pax_record("path", "a.txt")), pax(pax_record("mtime", "1.5"))};
        },
        file},
    Technique{"global path", [] { return std::vector{pax(pax_record("path", "a.txt"), 'g')}; },
              file},
    Technique{"global comment", [] { return std::vector{pax(pax_record("comment", "text"), 'g')}; },
              file},
    Technique{"smaller size", [] { return std::vector{pax(pax_record("size", "10"))}; }, file},
    Technique{"larger size", [] { return std::vector{pax(pax_record("size", "1200"))}; }, file},
    Technique{"size with letters", [] { return std::vector{pax(pax_record("size", "600x"))}; },
              file},
    Technique{"L after x",
              [] {
                return std::vector{pax(pax_record("path", "a.txt")), gnu_long("b.txt")};
              },
              file},
    Technique{"x after L",
              [] {
                return std::vector{gnu_long("b.txt"), pax(pax_record("path", "a.txt"))};
              },
              file},
    Technique{"L twice",
              [] {
                return std::vector{gnu_long("a.txt"), gnu_long("b.txt")};
              },
              file},
    Technique{"L", [] { return std::vector{gnu_long("share/long.txt")}; }, file},
    Technique{"K on a file", [] { return std::vector{gnu_long("bin/acme", 'K')}; }, file},
    Technique{"unknown key", [] { return std::vector{pax(pax_record("ACME.key", "value"))}; },
              file},
    Technique{"character set",
              [] {
                return std::vector{
                    pax(pax_record("hdrcharset", "BINARY") + pax_record("path", "a.txt"))};
              },
              file},
    Technique{"sparse 1.0",
              [] {
                return std::vector{pax(pax_record("GNU.sparse.major", "1") +
                                       pax_record("GNU.sparse.minor", "0") +
                                       pax_record("GNU.sparse.name", "src/evil.c") +
                                       pax_record("GNU.sparse.realsize", "600"))};
              },
              file},
    Technique{"NUL in a path",
              [] { return std::vector{pax(pax_record("path", std::string_view("a.txt\0b", 7)))}; },
              file},
    Technique{"linkpath on a symlink",
              [] { return std::vector{pax(pax_record("linkpath", "other"))}; },
              [] { return TarMember{.name = "link", .type = '2', .link = "target"}; }},
    Technique{"size on a hard link", [] { return std::vector{pax(pax_record("size", "1024"))}; },
              [] { return TarMember{.name = "hard", .type = '1', .link = "bin/acme"}; }},
    Technique{"hard link with content", [] { return std::vector<TarMember>{}; },
              [] {
                return TarMember{
                    .name = "hard", .content = "content", .type = '1', .link = "bin/acme"};
              }},
    Technique{"symlink with content", [] { return std::vector<TarMember>{}; },
              [] {
                return TarMember{
                    .name = "link", .content = "content", .type = '2', .link = "target"};
              }},
    Technique{"folder with content", [] { return std::vector<TarMember>{}; },
              [] { return TarMember{.name = "folder/", .content = "content", .type = '5'}; }},
    Technique{"pipe", [] { return std::vector<TarMember>{}; },
              [] { return TarMember{.name = "pipe", .type = '6'}; }},
    Technique{"contiguous file", [] { return std::vector<TarMember>{}; },
              [] { return TarMember{.name = "file", .content = "content", .type = '7'}; }},
    Technique{"unknown type", [] { return std::vector<TarMember>{}; },
              [] { return TarMember{.name = "file", .content = "content", .type = 'Q'}; }},
    Technique{"volume label", [] { return std::vector<TarMember>{}; },
              [] { return TarMember{.name = "label", .type = 'V', .gnu = true}; }},
};

void member_part(Image& image, const TarMember& member, std::size_t index) {
  image.begin_piece(fmt::format("header {}", index));
  image.text("name", member.name, 100);
  image.octal("mode", member.type == '5' ? 0755 : 0644, 8);
  image.octal("uid", 0, 8);
  image.octal("gid", 0, 8);
  image.octal("size", member.content.size(), 12);
  image.octal("mtime", 1'700'000'000, 12);
  image.octal("checksum", 0, 8);
  image.text("type", std::string_view(&member.type, 1));
  image.text("link name", member.link, 100);
  image.text("magic", member.gnu ? std::string_view("ustar ") : std::string_view("ustar\0", 6));
  image.text("version", member.gnu ? std::string_view(" \0", 2) : std::string_view("00"));
  image.text("user", "root", 32);
  image.text("group", "root", 32);
  image.octal("device major", 0, 8);
  image.octal("device minor", 0, 8);
  image.text("prefix", "", 155);
  image.text("unused", "", 12);
  image.end_piece();
  if (member.content.empty()) return;
  image.begin_piece(fmt::format("content {}", index));
  image.content(member.content);
  image.end_piece();
  const std::size_t padding = (k_record - member.content.size() % k_record) % k_record;
  if (padding == 0) return;
  image.begin_piece(fmt::format("padding {}", index));
  image.text("bytes", "", padding);
  image.end_piece();
}

void repair_checksum(std::string& bytes, std::size_t header) {
  if (header + k_record > bytes.size()) return;
  bytes.replace(header + k_checksum, 8, "        ");
  const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(header);
  const unsigned sum = std::accumulate(begin, begin + k_record, 0U, [](unsigned total, char c) {
    return total + static_cast<unsigned char>(c);
  });
  bytes.replace(header + k_checksum, 7, fmt::format("{:06o}", sum) + '\0');
}

// The headers of the image as it was built.
void repair_checksums(Image& image) {
  for (const Piece& piece : image.pieces()) {
    if (piece.name.starts_with("header")) repair_checksum(image.bytes(), piece.begin);
  }
}

Image render(const std::vector<TarMember>& members) {
  Image image;
  std::size_t index = 0;
  for (const TarMember& member : members)
    member_part(image, member, ++index);
  image.begin_piece("end");
  image.text("first record", "", k_record);
  image.text("second record", "", k_record);
  image.end_piece();
  image.whole_piece("archive");
  repair_checksums(image);
  return image;
}

std::vector<TarMember> members_of(Random& random) {
  std::vector<TarMember> members{{.name = "bin/acme", .content = "#!/bin/sh\necho acme\n"},
                                 {.name = "share/", .type = '5'},
                                 file(),
                                 {.name = "share/link", .type = '2', .link = "notes.txt"}};
  if (random.one_in(3)) members.insert(members.begin() + 2, pax(pax_record("mtime", "1.5")));
  return members;
}

std::string deflated(const std::string& plain) {
  std::string output(compressBound(plain.size()), '\0');
  uLongf size = output.size();
  compress2(reinterpret_cast<Bytef*>(output.data()), &size,
            reinterpret_cast<const Bytef*>(plain.data()), plain.size(), 9);
  // Without zlib's own frame: two bytes in front, four behind.
  return output.substr(2, size - 6);
}

// RFC 1952, section 2.3.
Image framed(const std::string& plain) {
  const uLong crc =
      crc32(0, reinterpret_cast<const Bytef*>(plain.data()), static_cast<uInt>(plain.size()));
  Image image;
  image.begin_piece("gzip header");
  image.text("magic", "\x1F\x8B");
  image.number("method", 8, 1);
  image.number("flags", 0, 1);
  image.number("time", 1'700'000'000, 4);
  image.number("extra flags", 0, 1);
  image.number("system", 3, 1);
  image.end_piece();
  image.begin_piece("deflate stream");
  image.content(deflated(plain));
  image.end_piece();
  image.begin_piece("gzip trailer");
  image.number("crc", crc, 4);
  image.number("size", plain.size(), 4);
  image.end_piece();
  image.whole_piece("gzip member");
  return image;
}

} // namespace

// Uses a technique, or has one field or structure changed.
Mutant make_tar(Random& random) {
  Mutant mutant{.format = Format::tar};
  std::vector<TarMember> members = members_of(random);
  if (random.one_in(4)) {
    const Technique& technique = random.any_of(k_techniques);
    const auto place = members.begin() + static_cast<std::ptrdiff_t>(1 + random.below(2));
    const std::vector<TarMember> before = technique.before();
    const auto at = members.insert(place, technique.instead());
    members.insert(at, before.begin(), before.end());
    mutant.recipe = technique.name;
    mutant.pax = !before.empty();
    mutant.bytes = render(members).bytes();
    return mutant;
  }
  Image image = render(members);
  mutant.recipe = mutate(image, random);
  // Where a piece came or went, the headers are no longer where they were, but they are unharmed.
  if (mutant.recipe.starts_with("header") &&
      mutant.recipe.find(": checksum =") == std::string::npos) {
    repair_checksums(image);
  }
  mutant.bytes = image.bytes();
  return mutant;
}

Mutant make_tar_gz(Random& random) {
  if (random.one_in(2)) {
    Mutant mutant = make_tar(random);
    mutant.format = Format::tar_gz;
    mutant.bytes = framed(mutant.bytes).bytes();
    return mutant;
  }
  Mutant mutant{.format = Format::tar_gz};
  Image image = framed(render(members_of(random)).bytes());
  mutant.recipe = mutate(image, random);
  mutant.bytes = image.bytes();
  return mutant;
}

} // namespace package_audit::proof
