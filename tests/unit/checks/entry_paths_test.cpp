#include "checks/entry_paths.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::checks {
namespace {

using testing::ElementsAre;

// Paths that end in a slash are those of folders.
std::vector<Entry> listing(const std::vector<std::string>& paths) {
  std::vector<Entry> entries;
  for (const std::string& path : paths) {
    const bool is_folder = path.ends_with('/');
    entries.push_back({.path = is_folder ? path.substr(0, path.size() - 1) : path,
                       .type = is_folder ? EntryType::directory : EntryType::file});
  }
  return entries;
}

// "path name folder" of each node, with "-" at the top.
std::vector<std::string> nodes_of(const EntryPaths& paths) {
  std::vector<std::string> lines;
  for (const EntryPaths::Node& node : paths.nodes()) {
    const bool is_top = node.folder == EntryPaths::k_none;
    const std::string folder(is_top ? "-" : paths.nodes()[node.folder].path);
    lines.push_back(std::string(node.path) + ' ' + std::string(node.name) + ' ' + folder);
  }
  return lines;
}

TEST(EntryPaths, HasEachFolderOnce) {
  const std::vector<Entry> entries = listing({"a/b/x", "a/b/y", "a/c", "d", "a/b/z"});
  EXPECT_THAT(nodes_of(EntryPaths(entries)),
              ElementsAre("a a -", "a/b b a", "a/b/x x a/b", "a/b/y y a/b", "a/c c a", "d d -",
                          "a/b/z z a/b"));
}

TEST(EntryPaths, TakesFoldersThatBeginAlikeForTwo) {
  const std::vector<Entry> entries = listing({"ab/x", "a/x", "abc", "ab"});
  EXPECT_THAT(nodes_of(EntryPaths(entries)),
              ElementsAre("ab ab -", "ab/x x ab", "a a -", "a/x x a", "abc abc -"));
}

TEST(EntryPaths, TellsAbsolutePathsFromOthers) {
  const std::vector<Entry> entries = listing({"/usr/x", "usr/x", "/etc"});
  EXPECT_THAT(nodes_of(EntryPaths(entries)),
              ElementsAre("/usr usr -", "/usr/x x /usr", "usr usr -", "usr/x x usr", "/etc etc -"));
}

TEST(EntryPaths, NamesAPartWithoutItsSlash) {
  const std::vector<Entry> entries = listing({"x.tgz!//y", "."});
  EXPECT_THAT(nodes_of(EntryPaths(entries)), ElementsAre("x.tgz! x.tgz! -", "x.tgz!/ x.tgz! x.tgz!",
                                                         "x.tgz!//y y x.tgz!/", ". . -"));
}

TEST(EntryPaths, KnowsTheFirstEntryOfAPath) {
  const std::vector<Entry> entries = listing({"a/x", "a/", "a/x", "b/"});
  const EntryPaths paths(entries);
  EXPECT_EQ(paths.of(0), paths.of(2));
  EXPECT_EQ(paths.nodes()[paths.of(2)].entry, 0U);
  EXPECT_EQ(paths.nodes()[paths.of(1)].entry, 1U);
  EXPECT_EQ(paths.nodes()[paths.of(0)].folder, paths.of(1));
}

TEST(EntryPaths, HasNoEntryForAFolderThatIsNotStored) {
  const std::vector<Entry> entries = listing({"a/x"});
  const EntryPaths paths(entries);
  EXPECT_EQ(paths.nodes()[paths.nodes()[paths.of(0)].folder].entry, EntryPaths::k_none);
}

TEST(EntryPaths, LeadsFromTheTopToTheNode) {
  const std::vector<Entry> entries = listing({"a/b/x", "c"});
  const EntryPaths paths(entries);
  EXPECT_THAT(paths.way_to(paths.of(0)), ElementsAre(0, 1, 2));
  EXPECT_THAT(paths.way_to(paths.of(1)), ElementsAre(3));
}

TEST(EntryPaths, TellsFoldersFromFiles) {
  const std::vector<Entry> entries = listing({"a/", "a/x"});
  const EntryPaths paths(entries);
  EXPECT_TRUE(paths.is_folder(0));
  EXPECT_FALSE(paths.is_folder(1));
}

} // namespace
} // namespace package_audit::checks
