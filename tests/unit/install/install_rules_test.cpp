#include "install/install_rules.hpp"
#include "unit/install/reply_folder.hpp"

#include <gtest/gtest.h>

namespace package_audit::install {
namespace {

using Paths = std::vector<std::string>;

// Each call stands in a line of its own.
InstallRules rules_of(std::vector<Installer> installers) {
  std::uint32_t line = 0;
  for (Installer& installer : installers)
    installer.rule = {"CMakeLists.txt", ++line, "install()"};
  return InstallRules(std::move(installers));
}

// The line of the call that installs `path`; 0 when there is none.
std::uint32_t line_of(const InstallRules& rules, std::string_view path) {
  const InstallRule* const rule = rules.find(path);
  return rule == nullptr ? 0 : rule->line;
}

TEST(InstallRules, FindFilesByTheirInstalledName) {
  const InstallRules rules = rules_of({{"file", "share/acme/", Paths{"a.txt"}},
                                       {"file", ".", Paths{"./README"}},
                                       {"file", "bin/../lib", Paths{"b.txt"}}});
  EXPECT_EQ(line_of(rules, "share/acme/a.txt"), 1u);
  EXPECT_EQ(line_of(rules, "README"), 2u);
  EXPECT_EQ(line_of(rules, "lib/b.txt"), 3u);
  EXPECT_EQ(line_of(rules, "share/acme/b.txt"), 0u);
}

TEST(InstallRules, FindWhatAFolderBrings) {
  const InstallRules rules = rules_of({{"directory", "share", Paths{"docs"}},
                                       {"directory", "share/acme", Paths{"."}},
                                       {"directory", "var/empty", Paths{""}}});
  EXPECT_EQ(line_of(rules, "share/docs/html/index.html"), 1u);
  EXPECT_EQ(line_of(rules, "share/docs"), 1u);
  EXPECT_EQ(line_of(rules, "share/acme/web/.env"), 2u);
  EXPECT_EQ(line_of(rules, "var/empty"), 3u);
  EXPECT_EQ(line_of(rules, "share/docsx"), 0u);
  EXPECT_EQ(line_of(rules, "share"), 0u);
}

TEST(InstallRules, PreferTheDeepestFolderAndTheFileItself) {
  const InstallRules rules = rules_of({{"directory", "share", Paths{"."}},
                                       {"directory", "share/acme", Paths{"."}},
                                       {"file", "share/acme", Paths{"a"}}});
  EXPECT_EQ(line_of(rules, "share/acme/a"), 3u);
  EXPECT_EQ(line_of(rules, "share/acme/b"), 2u);
  EXPECT_EQ(line_of(rules, "share/b"), 1u);
}

TEST(InstallRules, TakeTheLaterOfTwoCallsForOnePath) {
  const InstallRules rules = rules_of({{"file", "bin", Paths{"a"}}, {"file", "bin", Paths{"a"}}});
  EXPECT_EQ(line_of(rules, "bin/a"), 2u);
}

TEST(InstallRules, FindTheFilesThatAnExportWritesForEachConfiguration) {
  const InstallRules rules = rules_of({{"export", "lib/cmake/acme", Paths{"acme-targets.cmake"}}});
  EXPECT_EQ(line_of(rules, "lib/cmake/acme/acme-targets.cmake"), 1u);
  EXPECT_EQ(line_of(rules, "lib/cmake/acme/acme-targets-release.cmake"), 1u);
  EXPECT_EQ(line_of(rules, "lib/cmake/acme/acme-config.cmake"), 0u);
  EXPECT_EQ(line_of(rules, "lib/cmake/acme/acme-targets-x/y.cmake"), 0u);
}

TEST(InstallRules, FindAbsoluteDestinations) {
  const InstallRules rules =
      rules_of({{"file", "/etc/acme", Paths{"acme.conf"}}, {"directory", "/srv", Paths{"."}}});
  EXPECT_EQ(line_of(rules, "/etc/acme/acme.conf"), 1u);
  EXPECT_EQ(line_of(rules, "/srv/www/x"), 2u);
  EXPECT_EQ(line_of(rules, "etc/acme/acme.conf"), 0u);
}

TEST(InstallRules, SeeUnderWhichFolderThePackageHoldsTheInstallation) {
  const InstallRules rules = rules_of({{"file", "bin", Paths{"acme", "tool"}}});
  EXPECT_EQ(rules.directory_in_package(std::vector<std::string_view>{
                "opt/acme/bin/acme", "opt/acme/bin/tool", "bin/tool"}),
            "opt/acme");
  EXPECT_EQ(rules.directory_in_package(std::vector<std::string_view>{"bin/acme", "opt/bin/acme"}),
            "");
  EXPECT_EQ(rules.directory_in_package(std::vector<std::string_view>{"other"}), "");
}

constexpr std::string_view k_index = R"({"objects": [{"kind": "codemodel",
  "version": {"major": 2, "minor": 4}, "jsonFile": "codemodel.json"}]})";
constexpr std::string_view k_codemodel = R"({"paths": {"source": "/s", "build": "/b"},
  "configurations": [{"name": "", "directories": [{"jsonFile": "directory.json"}]}]})";
constexpr std::string_view k_directory = R"({
  "backtraceGraph": {"commands": ["install"], "files": ["CMakeLists.txt"], "nodes": [
    {"file": 0, "line": 5, "command": 0}, {"file": 0, "line": 6, "command": 0}]},
  "installers": [
    {"type": "file", "destination": "bin", "backtrace": 0, "paths": ["acme"]},
    {"type": "file", "destination": "/opt/acme/share", "backtrace": 1, "paths": ["x"]}]})";

TEST(TraceInstallRules, NamesTheCallForEveryFindingThatHasOrHoldsAnEntry) {
  const sample::ReplyFolder folder("trace");
  folder.write("index-1.json", k_index);
  folder.write("codemodel.json", k_codemodel);
  folder.write("directory.json", k_directory);
  AuditResult result;
  PackageResult& package = result.packages.emplace_back();
  package.rules.prefix = "/opt/acme";
  package.artifact.entries = {
      {.path = "bin/acme"},
      {.path = "share/x"},
      {.path = "bin/other"},
      {.path = "bin/acme", .section = Section::metadata},
  };
  for (std::size_t i = 0; i < 4; ++i)
    package.diagnostics.push_back({.finding = {.entry = i}});
  package.diagnostics.push_back({.finding = {.path = "bin/acme"}});
  package.diagnostics.push_back({.finding = {.path = "share"}});
  trace_install_rules(result, folder.path(), "");
  EXPECT_EQ(package.diagnostics[0].installed_by.value().line, 5u);
  EXPECT_EQ(package.diagnostics[1].installed_by.value().line, 6u);
  EXPECT_FALSE(package.diagnostics[2].installed_by);
  EXPECT_FALSE(package.diagnostics[3].installed_by);
  EXPECT_FALSE(package.diagnostics[4].installed_by);
  EXPECT_EQ(package.diagnostics[5].installed_by.value().line, 6u);
}

} // namespace
} // namespace package_audit::install
