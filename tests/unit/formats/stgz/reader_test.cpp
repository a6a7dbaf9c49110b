#include "base/file.hpp"
#include "formats/readers.hpp"
#include "formats/stgz/script.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace package_audit::formats::stgz {
namespace {

using support::compress;
using support::fault_of;
using support::make_tar;
using support::MemorySource;
using support::Recorder;
using support::ScratchFolder;
using ::testing::ElementsAre;

constexpr std::string_view k_project = R"(cmake_minimum_required(VERSION 3.19)
project(acme VERSION 1.0 LANGUAGES NONE)
install(FILES licence.txt DESTINATION share/acme)
set(CPACK_GENERATOR STGZ)
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_CURRENT_SOURCE_DIR}/licence.txt")
include(CPack)
)";

// A shell would run these commands if the license were not quoted.
constexpr std::string_view k_license = "Costs $(touch /nowhere) and `id` and \"$HOME\".\n";

std::string run_cpack() {
  const ScratchFolder scratch;
  scratch.write("source/CMakeLists.txt", k_project);
  scratch.write("source/licence.txt", k_license);
  const std::string command = "cd '" + scratch.path() +
                              "' && '" CMAKE_COMMAND
                              "' -S source -B build >log 2>&1 && cd build && '" CPACK_COMMAND
                              "' >>../log 2>&1";
  if (std::system(command.c_str()) != 0) return {};
  return base::read_text_file(scratch.path() + "/build/acme-1.0-Linux.sh", 1 << 20);
}

// As the cpack of this machine writes it.
const std::string& package() {
  static const std::string bytes = run_cpack();
  return bytes;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

bool is_written_by_cpack(const std::string& bytes) {
  const auto script = parse_script(bytes);
  return script && script->is_written_by_cpack;
}

// Accepted means: the script is CPack's own and its payload could be read.
bool accepted(const std::string& bytes) {
  MemorySource source(bytes);
  if (!recognize(source)) return false;
  Recorder recorder;
  PackageNotes notes;
  const auto fault = fault_of([&] { read_package(source, Limits{}, recorder, notes); });
  return !fault && recorder.records.at(0).entry.implicitly_allowed;
}

TEST(Stgz, ReadsWhatCpackWrites) {
  ASSERT_FALSE(package().empty()) << "cpack made no package";
  MemorySource source(package());
  ASSERT_TRUE(recognize(source));
  Recorder recorder;
  PackageNotes notes;
  read_package(source, Limits{}, recorder, notes);
  EXPECT_THAT(recorder.names(),
              ElementsAre("script", "share/", "share/acme/", "share/acme/licence.txt"));
  const Entry& script = recorder.records[0].entry;
  EXPECT_EQ(script.path, "STGZ/script");
  EXPECT_EQ(script.section, Section::metadata);
  EXPECT_TRUE(script.implicitly_allowed);
  EXPECT_TRUE(package().starts_with(recorder.records[0].content));
  EXPECT_EQ(recorder.records[3].content, k_license);
}

TEST(Stgz, AcceptsOtherInsertedNames) {
  EXPECT_TRUE(is_written_by_cpack(
      replaced(package(), "echo \"acme Installer Version: 1.0, Copyright (c) Humanity\"",
               "echo \"Other (c) 2026 [x]; version 2\"")));
}

TEST(Stgz, RefusesNamesThatAShellWouldExpand) {
  for (const std::string_view value :
       {"$(touch x)", "`touch x`", "$HOME", "x\"; touch y; echo \"", "x\\", "../../x"}) {
    const std::string filled(value);
    EXPECT_FALSE(accepted(replaced(package(), "acme Installer", filled + " Installer"))) << value;
    EXPECT_FALSE(accepted(replaced(package(), "${toplevel}/acme-1.0-Linux\"\n  mkdir",
                                   "${toplevel}/" + filled + "\"\n  mkdir")))
        << value;
    EXPECT_FALSE(accepted(
        replaced(package(), "include the acme-1.0-Linux sub", "include the " + filled + " sub")))
        << value;
    EXPECT_FALSE(
        accepted(replaced(package(), "unpacking the acme-1.0-Linux", "unpacking the " + filled)))
        << value;
  }
}

TEST(Stgz, RefusesAChangedLine) {
  EXPECT_FALSE(is_written_by_cpack(replaced(package(), "interactive=TRUE", "interactive=FALSE")));
  EXPECT_FALSE(is_written_by_cpack(replaced(package(), "  exit 1\n", "  exit 1; touch x\n")));
  EXPECT_FALSE(is_written_by_cpack(replaced(package(), "# Display usage", "# Display\r")));
  EXPECT_FALSE(is_written_by_cpack(replaced(package(), "| gunzip |", "| gunzip | tee x |")));
  EXPECT_FALSE(is_written_by_cpack(replaced(package(), "tail $use", "touch x; tail $use")));
  EXPECT_FALSE(is_written_by_cpack(
      replaced(package(), " || cpack_echo_exit", "; touch x || cpack_echo_exit")));
}

TEST(Stgz, RefusesAFurtherLine) {
  const std::string more = replaced(package(), "exit 0\n", "touch x\nexit 0\n");
  EXPECT_FALSE(accepted(more));
  // Also when the line number is put right.
  const std::size_t at = package().find(" +", package().find("tail $use_new_tail_syntax +1 ") + 30);
  const int number = std::stoi(package().substr(at + 2));
  EXPECT_FALSE(accepted(
      replaced(more, "+" + std::to_string(number) + " ", "+" + std::to_string(number + 1) + " ")));
}

TEST(Stgz, RefusesTextInAComment) {
  EXPECT_FALSE(accepted(replaced(package(), "# Display usage", "# Display usage. hidden")));
  EXPECT_FALSE(accepted(replaced(package(), "# Display usage", "# hidden\n# Display usage")));
}

TEST(Stgz, RefusesLinesThatEndAsOnWindows) {
  const auto script = parse_script(package());
  ASSERT_TRUE(script);
  std::string text = package().substr(0, static_cast<std::size_t>(script->size));
  const std::string payload = package().substr(text.size());
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
    text.insert(at, 1, '\r');
  EXPECT_FALSE(accepted(text + payload));
}

TEST(Stgz, RefusesADecoyBeforeThePayload) {
  const std::string decoy = compress(compression::Compression::gzip, make_tar({{.name = "decoy"}}));
  EXPECT_FALSE(accepted(replaced(package(), "Costs", decoy + "Costs"))) << "in the licence";
  EXPECT_FALSE(accepted(replaced(package(), "# Display usage", "# " + decoy)));
  const auto script = parse_script(package());
  std::string bytes = package();
  bytes.insert(static_cast<std::size_t>(script->size), decoy);
  EXPECT_FALSE(accepted(bytes));
}

TEST(Stgz, RefusesAScriptThatIsNotText) {
  for (const std::string_view line : {"\x1F\x8B\x08", "# \x1B[2J", "\x7F"}) {
    EXPECT_FALSE(parse_script(replaced(package(), "# Display usage", std::string(line))));
    EXPECT_FALSE(parse_script(replaced(package(), "Costs", std::string(line))));
  }
}

TEST(Stgz, RefusesALicenceThatEndsEarly) {
  EXPECT_FALSE(accepted(replaced(package(), "Costs", "____cpack__here_doc____\ntouch x\nCosts")));
}

TEST(Stgz, RefusesAWrongPayloadLine) {
  const std::size_t at = package().rfind("tail $use_new_tail_syntax +");
  ASSERT_NE(at, std::string::npos);
  const std::size_t digits = at + std::string_view("tail $use_new_tail_syntax +").size();
  const std::size_t end = package().find(' ', digits);
  const int number = std::stoi(package().substr(digits, end - digits));
  for (const std::string& wrong :
       {std::to_string(number - 1), std::to_string(number + 1), std::string("1"), std::string("0"),
        std::string("-5"), std::string(""), std::string("99999999999999999999")}) {
    std::string bytes = package();
    bytes.replace(digits, end - digits, wrong);
    EXPECT_FALSE(accepted(bytes)) << wrong;
  }
}

TEST(Stgz, RefusesAScriptWithoutPayload) {
  const auto script = parse_script(package());
  ASSERT_TRUE(script);
  const std::string head = package().substr(0, static_cast<std::size_t>(script->size));
  EXPECT_FALSE(accepted(head));
  EXPECT_FALSE(accepted(head + "no gzip data"));
  EXPECT_FALSE(accepted("#!/bin/sh\necho hello\n"));
  EXPECT_FALSE(accepted(""));
}

TEST(Stgz, RefusesBytesAfterThePayload) {
  EXPECT_TRUE(accepted(package()));
  EXPECT_FALSE(accepted(package() + "x"));
  EXPECT_FALSE(accepted(package() +
                        compress(compression::Compression::gzip, make_tar({{.name = "hidden"}}))));
}

// All but the script, which may have other values filled in.
std::string payload_of(const Recorder& recorder) {
  std::string text;
  for (const auto& [entry, content] : recorder.records) {
    if (entry.section == Section::metadata) continue;
    text += entry.member + " " + std::string(to_string(entry.type)) + " " + content + "\n";
  }
  return text;
}

TEST(Stgz, HasNoOtherPayloadAfterAnyFlippedBit) {
  Recorder good;
  PackageNotes ignored;
  MemorySource intact(package());
  read_package(intact, Limits{}, good, ignored);
  const std::string expected = payload_of(good);
  for (std::size_t bit = 0; bit < package().size() * 8; ++bit) {
    std::string flipped = package();
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    if (!is_written_by_cpack(flipped)) continue;
    MemorySource source(flipped);
    Recorder recorder;
    PackageNotes notes;
    if (fault_of([&] { read_package(source, Limits{}, recorder, notes); })) continue;
    ASSERT_EQ(payload_of(recorder), expected) << "bit " << bit;
  }
}

TEST(Stgz, RefusesEveryTruncation) {
  for (std::size_t length = 0; length < package().size(); ++length) {
    ASSERT_FALSE(accepted(package().substr(0, length))) << length;
  }
}

} // namespace
} // namespace package_audit::formats::stgz
