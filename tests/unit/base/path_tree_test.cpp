#include "base/path_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::base {
namespace {

using testing::ElementsAre;

PathTree tree_of(const std::vector<const char*>& paths) {
  PathTree tree;
  for (const char* const path : paths)
    tree.add(path);
  return tree;
}

// "path name parent" of each node, with "-" for no parent.
std::vector<std::string> nodes_of(const PathTree& tree) {
  std::vector<std::string> lines;
  for (const PathTree::Node& node : tree.nodes()) {
    const std::string parent(node.parent == PathTree::k_none ? "-" : tree[node.parent].path);
    lines.push_back(std::string(node.path) + ' ' + std::string(node.name) + ' ' + parent);
  }
  return lines;
}

TEST(PathTree, HasEachDirectoryOnce) {
  EXPECT_THAT(nodes_of(tree_of({"a/b/x", "a/b/y", "a/c", "d", "a/b/z"})),
              ElementsAre("a a -", "a/b b a", "a/b/x x a/b", "a/b/y y a/b", "a/c c a", "d d -",
                          "a/b/z z a/b"));
}

TEST(PathTree, SeparatesDirectoriesWithACommonBeginning) {
  EXPECT_THAT(nodes_of(tree_of({"ab/x", "a/x", "abc", "ab"})),
              ElementsAre("ab ab -", "ab/x x ab", "a a -", "a/x x a", "abc abc -"));
}

TEST(PathTree, SeparatesAbsolutePaths) {
  EXPECT_THAT(nodes_of(tree_of({"/usr/x", "usr/x", "/etc"})),
              ElementsAre("/usr usr -", "/usr/x x /usr", "usr usr -", "usr/x x usr", "/etc etc -"));
}

TEST(PathTree, IgnoresDoubledSlashes) {
  EXPECT_THAT(nodes_of(tree_of({"x!//y", "x!/y", "x!//", "."})),
              ElementsAre("x! x! -", "x!//y y x!", ". . -"));
  EXPECT_THAT(nodes_of(tree_of({"a!/b!/d/x", "a!//b!//d/y", "a!//b!//d/z"})),
              ElementsAre("a! a! -", "a!/b! b! a!", "a!/b!/d d a!/b!", "a!/b!/d/x x a!/b!/d",
                          "a!//b!//d/y y a!/b!/d", "a!//b!//d/z z a!/b!/d"));
}

TEST(PathTree, HoldsTheFirstIndexOfAPath) {
  const PathTree tree = tree_of({"a/x", "a", "a/x", "b/y"});
  EXPECT_EQ(tree.node_of(0), tree.node_of(2));
  EXPECT_EQ(tree[tree.node_of(2)].first, 0U);
  EXPECT_EQ(tree[tree.node_of(1)].first, 1U);
  EXPECT_EQ(tree[tree.node_of(0)].parent, tree.node_of(1));
  EXPECT_EQ(tree[tree[tree.node_of(3)].parent].first, PathTree::k_none);
}

TEST(PathTree, KnowsWhatHasChildren) {
  const PathTree tree = tree_of({"a", "b", "a/x"});
  EXPECT_TRUE(tree[tree.node_of(0)].has_children);
  EXPECT_FALSE(tree[tree.node_of(1)].has_children);
  EXPECT_FALSE(tree[tree.node_of(2)].has_children);
}

TEST(PathTree, FindsChildrenByName) {
  const PathTree tree = tree_of({"a/x", "/a", "b"});
  const PathTree::Id a = tree.child(PathTree::k_none, "a");
  EXPECT_EQ(tree[a].path, "a");
  EXPECT_EQ(tree.child(a, "x"), tree.node_of(0));
  EXPECT_EQ(tree.child(PathTree::k_none, "/a"), tree.node_of(1));
  EXPECT_EQ(tree.child(a, "b"), PathTree::k_none);
  EXPECT_EQ(tree.child(PathTree::k_none, "x"), PathTree::k_none);
}

TEST(PathTree, ListsAncestorsFromTheTopDown) {
  const PathTree tree = tree_of({"a/b/x", "c"});
  EXPECT_THAT(tree.ancestors_of(tree.node_of(0)), ElementsAre(0, 1, 2));
  EXPECT_THAT(tree.ancestors_of(tree.node_of(1)), ElementsAre(3));
}

TEST(PathTree, TakesPathsFromAnyStruct) {
  struct Item {
    std::string name;
  };
  const std::vector<Item> items{{"a/x"}, {"a/y"}};
  EXPECT_THAT(nodes_of(PathTree(items, &Item::name)), ElementsAre("a a -", "a/x x a", "a/y y a"));
}

} // namespace
} // namespace package_audit::base
