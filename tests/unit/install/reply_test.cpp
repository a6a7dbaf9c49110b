#include "install/reply.hpp"
#include "unit/install/reply_folder.hpp"

#include <gtest/gtest.h>

namespace package_audit::install {
namespace {

using sample::ReplyFolder;

constexpr std::string_view k_index = R"({"objects": [
  {"kind": "cache", "version": {"major": 2, "minor": 0}, "jsonFile": "cache.json"},
  {"kind": "codemodel", "version": {"major": 2, "minor": 4}, "jsonFile": "codemodel.json"}]})";

constexpr std::string_view k_codemodel = R"({
  "paths": {"source": "/home/user/acme", "build": "/home/user/build"},
  "configurations": [
    {"name": "Debug", "directories": [{"jsonFile": "debug.json"}, {"source": "no-install"}]},
    {"name": "Release", "directories": [{"jsonFile": "release.json"}]}]})";

constexpr std::string_view k_debug = R"({
  "backtraceGraph": {
    "commands": ["install", "acme_install", "ecm_install"],
    "files": ["sub/CMakeLists.txt", "/home/user/build/_deps/fmt-src/CMakeLists.txt",
              "/usr/share/ECM/install.cmake", "/home/user/acme/cmake/helper.cmake",
              "/home/user/elsewhere/CMakeLists.txt"],
    "nodes": [
      {"file": 0},
      {"file": 0, "line": 3, "command": 0, "parent": 0},
      {"file": 1, "line": 4, "command": 0, "parent": 0},
      {"file": 0, "line": 5, "command": 2, "parent": 0},
      {"file": 2, "line": 99, "command": 0, "parent": 3},
      {"file": 0, "line": 6, "command": 1, "parent": 0},
      {"file": 3, "line": 7, "command": 0, "parent": 5},
      {"file": 4, "line": 8, "command": 0}]},
  "installers": [
    {"type": "file", "destination": "share/acme", "backtrace": 1,
     "paths": ["sub/a.txt", {"from": "b.txt", "to": "renamed.txt"}]},
    {"type": "target", "destination": "lib", "backtrace": 2, "paths": ["libfmt.so.9"]},
    {"type": "directory", "destination": "icons", "backtrace": 4,
     "paths": [{"from": "icons", "to": "."}]},
    {"type": "export", "destination": "lib/cmake", "backtrace": 6, "paths": ["x/AcmeTargets.cmake"]},
    {"type": "file", "destination": "e", "backtrace": 7, "paths": ["e"]},
    {"type": "script", "scriptFile": "x.cmake", "backtrace": 1},
    {"type": "code", "backtrace": 1},
    {"type": "file", "destination": "nowhere", "paths": ["x"]}]})";

constexpr std::string_view k_release = R"({
  "backtraceGraph": {"commands": ["install"], "files": ["CMakeLists.txt"],
                     "nodes": [{"file": 0, "line": 1, "command": 0}]},
  "installers": [{"type": "file", "destination": "bin", "backtrace": 0, "paths": ["tool"]}]})";

void write_reply(const ReplyFolder& folder) {
  folder.write("index-2026-01-01T00-00-00-0000.json", k_index);
  folder.write("codemodel.json", k_codemodel);
  folder.write("debug.json", k_debug);
  folder.write("release.json", k_release);
}

TEST(ReadInstallers, NamesFileLineAndKindOfEachCall) {
  const ReplyFolder folder("installers");
  write_reply(folder);
  const std::vector<Installer> installers = read_installers(folder.path(), "Debug");
  ASSERT_EQ(installers.size(), 5u);
  EXPECT_EQ(installers[0].type, "file");
  EXPECT_EQ(installers[0].destination, "share/acme");
  EXPECT_EQ(installers[0].paths, (std::vector<std::string>{"a.txt", "renamed.txt"}));
  EXPECT_EQ(installers[0].rule.file, "sub/CMakeLists.txt");
  EXPECT_EQ(installers[0].rule.line, 3u);
  EXPECT_EQ(installers[0].rule.command, "install(FILES)");
  EXPECT_EQ(installers[3].rule.command, "install(EXPORT)");
}

TEST(ReadInstallers, NamesAFetchedProjectByItsPlaceInTheBuildFolder) {
  const ReplyFolder folder("fetched");
  write_reply(folder);
  const InstallRule rule = read_installers(folder.path(), "Debug").at(1).rule;
  EXPECT_EQ(rule.file, "_deps/fmt-src/CMakeLists.txt");
  EXPECT_EQ(rule.command, "install(TARGETS)");
}

TEST(ReadInstallers, NamesTheProjectsCallOfAModuleFromElsewhere) {
  const ReplyFolder folder("module");
  write_reply(folder);
  const InstallRule rule = read_installers(folder.path(), "Debug").at(2).rule;
  EXPECT_EQ(rule.file, "sub/CMakeLists.txt");
  EXPECT_EQ(rule.line, 5u);
  EXPECT_EQ(rule.command, "ecm_install()");
}

TEST(ReadInstallers, NamesTheInnermostCallOfTheProjectsOwnFunctions) {
  const ReplyFolder folder("function");
  write_reply(folder);
  const InstallRule rule = read_installers(folder.path(), "Debug").at(3).rule;
  EXPECT_EQ(rule.file, "cmake/helper.cmake");
  EXPECT_EQ(rule.line, 7u);
}

TEST(ReadInstallers, NamesNoFolderOfTheMachine) {
  const ReplyFolder folder("elsewhere");
  write_reply(folder);
  EXPECT_EQ(read_installers(folder.path(), "Debug").at(4).rule.file, "../elsewhere/CMakeLists.txt");
}

TEST(ReadInstallers, TakesTheConfigurationThatIsAskedFor) {
  const ReplyFolder folder("configuration");
  write_reply(folder);
  EXPECT_EQ(read_installers(folder.path(), "release").size(), 1u);
  EXPECT_EQ(read_installers(folder.path(), "").size(), 5u);
  EXPECT_EQ(read_installers(folder.path(), "MinSizeRel").size(), 5u);
}

TEST(ReadInstallers, TakesTheNewestReply) {
  const ReplyFolder folder("newest");
  write_reply(folder);
  folder.write("index-2026-01-02T00-00-00-0000.json", R"({"objects": []})");
  EXPECT_TRUE(read_installers(folder.path(), "").empty());
}

TEST(ReadInstallers, IsSilentWithoutAUsableReply) {
  const ReplyFolder folder("none");
  EXPECT_TRUE(read_installers(folder.path(), "").empty());
  EXPECT_TRUE(read_installers(folder.path() + "/no-such-folder", "").empty());
  for (const std::string_view text : {"", "{", "[]", "{}", R"({"objects": 3})", "null"}) {
    folder.write("index-1.json", text);
    EXPECT_TRUE(read_installers(folder.path(), "").empty()) << text;
  }
  folder.write("index-1.json", k_index);
  EXPECT_TRUE(read_installers(folder.path(), "").empty());
  folder.write("codemodel.json", k_codemodel);
  folder.write("debug.json", R"({"installers": [{"type": "file", "destination": "x",
    "paths": ["x"], "backtrace": 7}], "backtraceGraph": {"nodes": []}})");
  EXPECT_TRUE(read_installers(folder.path(), "").empty());
}

} // namespace
} // namespace package_audit::install
