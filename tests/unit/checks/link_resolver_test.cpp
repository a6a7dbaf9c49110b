#include "checks/link_resolver.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace package_audit::checks {
namespace {

// Links by path, and files.
struct Tree {
  Format format = Format::tar_gz;
  std::vector<std::pair<std::string, std::string>> links{};
  std::vector<std::string> files{};
  std::string prefix = "/usr";
};

// Where the first link ends: "present bin/acme".
std::string end_of(const Tree& tree) {
  Artifact package{.format = tree.format};
  for (const auto& [path, target] : tree.links) {
    package.entries.push_back({.path = path, .type = EntryType::symlink, .link_target = target});
  }
  for (const std::string& path : tree.files) {
    package.entries.push_back({.path = path, .type = EntryType::file});
  }
  RuleSet rules;
  rules.prefix = tree.prefix;
  const PathTree paths(package.entries, &Entry::path);
  const LinkResolver resolver({.artifact = package, .rules = rules, .matches = {}, .paths = paths});
  const LinkTarget target = resolver.resolve(0);
  switch (target.end) {
  case LinkEnd::present:
    return "present " + target.path;
  case LinkEnd::missing:
    return "missing " + target.path;
  case LinkEnd::outside:
    return "outside " + target.path;
  case LinkEnd::endless:
    return "endless " + target.path;
  }
  return "";
}

TEST(LinkResolver, StartsAtTheLinksFolder) {
  EXPECT_EQ(end_of({.links = {{"bin/a", "b"}}, .files = {"bin/b"}}), "present bin/b");
  EXPECT_EQ(end_of({.links = {{"bin/a", "../lib/./b"}}, .files = {"lib/b"}}), "present lib/b");
  EXPECT_EQ(end_of({.links = {{"bin/a", "b"}}, .files = {"b"}}), "missing bin/b");
}

TEST(LinkResolver, KnowsFoldersWithoutEntries) {
  EXPECT_EQ(end_of({.links = {{"a", "share/acme"}}, .files = {"share/acme/x/y"}}),
            "present share/acme");
  EXPECT_EQ(end_of({.links = {{"share/a", ".."}}, .files = {"b"}}), "present .");
}

TEST(LinkResolver, LeavesAnArchiveAtItsRoot) {
  EXPECT_EQ(end_of({.links = {{"a", ".."}}}), "outside ..");
  EXPECT_EQ(end_of({.links = {{"bin/a", "../../acme/bin/b"}}, .files = {"bin/b"}}),
            "outside ../../acme/bin/b");
  EXPECT_EQ(end_of({.links = {{"a", "/b"}}, .files = {"b"}}), "outside /b");
}

TEST(LinkResolver, FollowsOtherLinks) {
  EXPECT_EQ(end_of({.links = {{"a", "b"}, {"b", "c"}}, .files = {"c"}}), "present c");
  EXPECT_EQ(end_of({.links = {{"a", "d/x"}, {"d", "e"}}, .files = {"e/x"}}), "present e/x");
  EXPECT_EQ(end_of({.links = {{"a", "d/x/../y"}, {"d/x", "../e/f"}}, .files = {"e/f/z", "e/y"}}),
            "present e/y");
  EXPECT_EQ(end_of({.links = {{"a", "b/c"}, {"b", "/etc"}}}), "outside b/c");
}

TEST(LinkResolver, GivesUpOnRings) {
  EXPECT_EQ(end_of({.links = {{"a", "b"}, {"b", "a"}}}), "endless b");
  EXPECT_EQ(end_of({.links = {{"a", "a/x"}}}), "endless a/x");
  EXPECT_EQ(end_of({.links = {{"a", "."}}, .files = {"b"}}), "present .");
}

TEST(LinkResolver, GivesUpOnChainsThatAreTooLong) {
  Tree tree;
  for (int i = 0; i < 41; ++i) {
    tree.links.emplace_back("l" + std::to_string(i), "l" + std::to_string(i + 1));
  }
  tree.files = {"l41"};
  EXPECT_EQ(end_of(tree), "endless l1");
  tree.links.erase(tree.links.begin());
  EXPECT_EQ(end_of(tree), "present l41");
}

TEST(LinkResolver, GivesUpOnTargetsThatTakeTooLong) {
  std::string target;
  for (int i = 0; i < 1000; ++i)
    target += "x/../";
  EXPECT_EQ(end_of({.links = {{"a", target + "b"}}, .files = {"b"}}), "present b");
  EXPECT_EQ(end_of({.links = {{"a", "c"}, {"c", target + "d"}, {"d", target + target + "b"}}}),
            "endless c");
}

TEST(LinkResolver, ResolvesSystemPackagesFromTheTop) {
  EXPECT_EQ(end_of({.format = Format::deb, .links = {{"bin/a", "/usr/bin/b"}}, .files = {"bin/b"}}),
            "present bin/b");
  EXPECT_EQ(
      end_of({.format = Format::rpm, .links = {{"bin/a", "../../etc/b"}}, .files = {"/etc/b"}}),
      "present /etc/b");
  EXPECT_EQ(end_of({.format = Format::deb, .links = {{"/etc/a", "/usr/b"}}}), "missing b");
  EXPECT_EQ(end_of({.format = Format::deb, .links = {{"a", "../../b"}}}), "outside ../../b");
  EXPECT_EQ(end_of({.format = Format::deb, .links = {{"a", "/opt/b"}}}), "outside /opt/b");
  EXPECT_EQ(end_of({.format = Format::deb, .links = {{"a", "/"}}}), "outside /");
  EXPECT_EQ(end_of({.format = Format::deb, .links = {{"a", "/usr"}}}), "present .");
}

TEST(LinkResolver, TakesAnyPrefix) {
  EXPECT_EQ(end_of({.format = Format::deb,
                    .links = {{"bin/a", "/opt/acme/b"}},
                    .files = {"b"},
                    .prefix = "/opt/acme"}),
            "present b");
  EXPECT_EQ(end_of({.format = Format::deb, .links = {{"a", "/b"}}, .files = {"b"}, .prefix = "/"}),
            "present b");
  EXPECT_EQ(end_of({.format = Format::deb, .links = {{"a", "/b"}}, .prefix = "/"}), "missing b");
}

} // namespace
} // namespace package_audit::checks
