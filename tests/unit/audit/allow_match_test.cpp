#include "audit/allow_match.hpp"
#include "base/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace package_audit::audit {
namespace {

PathRule rule(std::string_view pattern) {
  return {.glob = base::Glob(pattern)};
}

Entry file(std::string path) {
  return {.path = std::move(path), .type = EntryType::file, .mode = 0644};
}

Entry directory(std::string path) {
  return {.path = std::move(path), .type = EntryType::directory, .mode = 0755};
}

RuleSet allowing(std::vector<std::string> patterns) {
  RuleSet rules;
  for (const std::string& pattern : patterns)
    rules.allow.push_back(rule(pattern));
  return rules;
}

std::vector<ListMatch> match(const std::vector<Entry>& entries, const RuleSet& rules) {
  return match_allowlist(entries, base::PathTree(entries, &Entry::path), rules);
}

bool allowed(const RuleSet& rules, const std::vector<Entry>& entries, std::size_t index) {
  return match(entries, rules).at(index).allowed();
}

bool allowed(const RuleSet& rules, const Entry& entry) {
  return allowed(rules, {entry}, 0);
}

TEST(AllowMatch, TakesWhatARuleNames) {
  const RuleSet rules = allowing({"bin/acme", "lib/*.so"});
  EXPECT_TRUE(allowed(rules, file("bin/acme")));
  EXPECT_TRUE(allowed(rules, file("lib/a.so")));
  EXPECT_FALSE(allowed(rules, file("bin/other")));
  EXPECT_FALSE(allowed(rules, file("lib/a.so.map")));
  EXPECT_FALSE(allowed(rules, file("/bin/acme")));
}

TEST(AllowMatch, AllowsNothingWithoutRules) {
  EXPECT_FALSE(allowed(RuleSet{}, file("bin/acme")));
  EXPECT_FALSE(allowed(RuleSet{}, file("")));
}

// Rules are looked up by folder; trying one after the other must give the same.
TEST(AllowMatch, IsThatOfTheFirstPatternOfAll) {
  std::mt19937 random(1); // NOLINT: the same each time
  const auto pick = [&](std::initializer_list<const char*> words) {
    return std::string(*(words.begin() + random() % words.size()));
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> patterns;
    for (int i = 0; i < 8; ++i) {
      if (random() % 4 == 0) {
        patterns.push_back(pick({"", "/"}) + pick({"a/", "a/b/", "b*/", "{a,b/c}/"}));
        continue;
      }
      patterns.push_back(pick({"", "", "/"}) +
                         pick({"a", "b*", "{a,b/c}", "**", "a/b", "?", "[!b]"}) + "/" +
                         pick({"a*", "*", "{b,c}", "**", "b/**", "c/*", "[ab]"}));
    }
    const RuleSet rules = allowing(patterns);
    std::vector<Entry> entries;
    for (int i = 0; i < 20; ++i) {
      std::string path = pick({"", "", "", "/"}) + pick({"a", "b", "bc"});
      for (std::size_t depth = random() % 4; depth > 0; --depth)
        path += "/" + pick({"a", "b", "c", "ab"});
      entries.push_back(file(path));
    }
    const std::vector<ListMatch> matches = match(entries, rules);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const auto first =
          std::find_if(rules.allow.begin(), rules.allow.end(),
                       [&](const PathRule& each) { return each.glob.matches(entries[i].path); });
      const PathRule* const expected = first == rules.allow.end() ? nullptr : &*first;
      ASSERT_EQ(rule_of(matches[i], rules), expected) << entries[i].path;
    }
  }
}

TEST(AllowMatch, SaysWhichRule) {
  const RuleSet rules = allowing({"lib/*", "bin/acme"});
  const auto matches = match({file("bin/acme"), file("lib/a"), file("x")}, rules);
  EXPECT_EQ(matches[0].rule, 1U);
  EXPECT_EQ(matches[1].rule, 0U);
  EXPECT_FALSE(matches[2].rule);
}

TEST(AllowMatch, TakesTheRuleThatFits) {
  RuleSet rules = allowing({"bin/*", "bin/acme"});
  rules.allow[1].mode = 04755;
  // Neither the order nor the kind of rule decides: any that fits lets an entry in.
  EXPECT_TRUE(allowed(rules, file("bin/acme")));
  rules.allow[0].mode = 0600;
  const auto matches = match({file("bin/acme")}, rules);
  EXPECT_FALSE(matches[0].fits);
  EXPECT_TRUE(matches[0].rule);
}

TEST(AllowMatch, AsksForEachAttribute) {
  struct Case {
    const char* what;
    void (*ask)(PathRule&);
    void (*have)(Entry&);
  };
  const Case cases[] = {
      {"type", [](PathRule& r) { r.type = EntryType::symlink; },
       [](Entry& e) { e.type = EntryType::symlink; }},
      {"mode", [](PathRule& r) { r.mode = 0755; }, [](Entry& e) { e.mode = 0755; }},
      {"owner by name", [](PathRule& r) { r.owner = "root:adm"; },
       [](Entry& e) { e.user = "root", e.group = "adm"; }},
      {"owner by number", [](PathRule& r) { r.owner = "0:4"; }, [](Entry& e) { e.gid = 4; }},
      {"max_size", [](PathRule& r) { r.max_size = 10; }, [](Entry& e) { e.size = 10; }},
      {"link_target", [](PathRule& r) { r.link_target = base::Glob("lib*.so.1"); },
       [](Entry& e) { e.type = EntryType::symlink, e.link_target = "liba.so.1"; }},
      {"sha256", [](PathRule& r) { r.sha256 = base::sha256("content"); },
       [](Entry& e) { e.sha256 = base::sha256("content"); }},
  };
  for (const Case& one : cases) {
    RuleSet rules = allowing({"a"});
    one.ask(rules.allow[0]);
    Entry entry = file("a");
    entry.size = 11;
    EXPECT_FALSE(allowed(rules, entry)) << one.what;
    one.have(entry);
    EXPECT_TRUE(allowed(rules, entry)) << one.what;
  }
}

TEST(AllowMatch, AsksForAModeThatIsThere) {
  RuleSet rules = allowing({"a"});
  rules.allow[0].mode = 0644;
  Entry entry = file("a");
  entry.mode.reset();
  EXPECT_FALSE(allowed(rules, entry));
}

TEST(AllowMatch, NeverTakesDevicesUnasked) {
  for (const EntryType type : {EntryType::character_device, EntryType::block_device,
                               EntryType::fifo, EntryType::socket, EntryType::unknown}) {
    Entry entry = file("a");
    entry.type = type;
    EXPECT_FALSE(allowed(allowing({"a", "**"}), entry)) << to_string(type);
  }
  for (const EntryType type :
       {EntryType::file, EntryType::symlink, EntryType::hardlink, EntryType::directory}) {
    Entry entry = file("a");
    entry.type = type;
    EXPECT_TRUE(allowed(allowing({"a"}), entry)) << to_string(type);
  }
}

TEST(AllowMatch, LetsInTheFoldersAboveWhatIsAllowed) {
  const RuleSet rules = allowing({"lib/acme/plugins/a.so"});
  const std::vector<Entry> entries{directory("."), directory("lib"), directory("lib/acme"),
                                   directory("lib/acme/plugins"), file("lib/acme/plugins/a.so")};
  for (std::size_t i = 0; i < entries.size(); ++i)
    EXPECT_TRUE(allowed(rules, entries, i)) << entries[i].path;
}

TEST(AllowMatch, LetsInNoFolderThatOnlyMightHoldSomething) {
  // The rule could match below, but nothing there is in the package.
  EXPECT_FALSE(allowed(allowing({"lib/acme/a.so"}), directory("lib/acme")));
  EXPECT_FALSE(allowed(allowing({"lib/**/*.so"}), {directory("lib/empty"), file("lib/a.so")}, 0));
  EXPECT_TRUE(allowed(allowing({"lib/"}), directory("lib/empty")));
}

TEST(AllowMatch, LetsInNoFolderAboveWhatIsRefused) {
  RuleSet rules = allowing({"lib/a.so"});
  rules.allow[0].mode = 0755;
  EXPECT_FALSE(allowed(rules, {directory("lib"), file("lib/a.so")}, 0));
}

TEST(AllowMatch, TakesOnlyFoldersForParents) {
  const std::vector<Entry> entries{file("lib"), file("lib/a.so")};
  EXPECT_FALSE(allowed(allowing({"lib/a.so"}), entries, 0));
}

TEST(AllowMatch, LetsInTheWayToTheRoot) {
  RuleSet rules = allowing({"bin/acme"});
  rules.prefix = "/opt/acme";
  EXPECT_TRUE(allowed(rules, directory("/opt")));
  EXPECT_TRUE(allowed(rules, directory("/opt/acme")));
  EXPECT_FALSE(allowed(rules, directory("/op")));
  EXPECT_FALSE(allowed(rules, directory("/opt/acme/x")));
  EXPECT_FALSE(allowed(rules, directory("/etc")));
  EXPECT_FALSE(allowed(rules, file("/opt")));
}

TEST(AllowMatch, LetsInFoldersAboveWhatIsAllowedOutsideTheRoot) {
  const std::vector<Entry> entries{directory("/etc"), file("/etc/acme.conf")};
  EXPECT_TRUE(allowed(allowing({"/etc/acme.conf"}), entries, 0));
}

TEST(AllowMatch, ReadsAnEscapedLiteral) {
  EXPECT_TRUE(allowed(allowing({"a\\*b"}), file("a*b")));
  EXPECT_FALSE(allowed(allowing({"a\\*b"}), file("axb")));
  EXPECT_TRUE(allowed(allowing({"caf\\xe9"}), file("caf\xe9")));
}

} // namespace
} // namespace package_audit::audit
