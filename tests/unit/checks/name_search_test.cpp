#include "checks/name_search.hpp"
#include "support/case_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace package_audit::checks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Listing {
  explicit Listing(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      const bool is_folder = path.ends_with('/');
      package.entries.push_back({.path = is_folder ? path.substr(0, path.size() - 1) : path,
                                 .type = is_folder ? EntryType::directory : EntryType::file});
    }
    matches.resize(package.entries.size());
  }

  // As if an allow entry of this text had let everything in.
  Listing& allowed_by(std::string_view pattern) {
    rules.allow.push_back({.glob = base::Glob(pattern)});
    for (ListMatch& match : matches)
      match = {.rule = 0, .fits = true};
    return *this;
  }

  std::vector<std::string> find(const NameRule& rule, std::string_view false_positives = {}) const {
    const PathTree paths(package.entries, &Entry::path);
    const CheckInput input{.artifact = package, .rules = rules, .matches = matches, .paths = paths};
    std::vector<std::string> lines;
    for (const Finding& finding : find_names(input, {&rule, 1}, false_positives)) {
      lines.push_back(path_of(finding, package) + ": " + finding.message);
    }
    return lines;
  }

  Artifact package{};
  RuleSet rules{};
  std::vector<ListMatch> matches{};
};

bool file_matches(std::string_view pattern, const std::string& path) {
  return !Listing({path}).find({pattern, "x"}).empty();
}

TEST(FindNames, ComparesTheLastPart) {
  EXPECT_TRUE(file_matches("a.o", "a.o"));
  EXPECT_TRUE(file_matches("a.o", "x/y/a.o"));
  EXPECT_TRUE(file_matches("a.o", "/etc/a.o"));
  EXPECT_FALSE(file_matches("a.o", "a.o/x"));
  EXPECT_FALSE(file_matches("a.o", "ba.o"));
}

TEST(FindNames, TakesWildcards) {
  EXPECT_TRUE(file_matches("*.o", ".o"));
  EXPECT_FALSE(file_matches("?*.o", ".o"));
  EXPECT_TRUE(file_matches("a*b*c", "aXbXbXc"));
  EXPECT_FALSE(file_matches("a*b*c", "aXbXbX"));
  EXPECT_TRUE(file_matches("*", "x"));
  EXPECT_FALSE(file_matches("?", "xx"));
  EXPECT_FALSE(file_matches("*.o", "a.o\n"));
}

TEST(FindNames, WithASlashComparesAsManyParts) {
  EXPECT_TRUE(file_matches(".docker/config.json", "home/.docker/config.json"));
  EXPECT_FALSE(file_matches(".docker/config.json", "config.json"));
  EXPECT_FALSE(file_matches(".docker/config.json", ".docker/x/config.json"));
}

TEST(FindNames, TakesSeveralPatterns) {
  EXPECT_TRUE(file_matches("*.swp | *.swo", "a.swp"));
  EXPECT_TRUE(file_matches("*.swp | *.swo", "a.swo"));
  EXPECT_TRUE(file_matches(".env * | x", ".env backup"));
  EXPECT_FALSE(file_matches("*.swp | *.swo", "a.swn"));
  EXPECT_FALSE(file_matches("*.swp | *.swo", "a.swp | a.swo "));
}

TEST(FindNames, IgnoresCaseUnlessThePatternHasACapital) {
  EXPECT_TRUE(file_matches("thumbs.db", "Thumbs.DB"));
  EXPECT_TRUE(file_matches("CVS", "CVS"));
  EXPECT_FALSE(file_matches("CVS", "cvs"));
  EXPECT_FALSE(file_matches("include/CLI", "Include/CLI"));
}

TEST(FindNames, ReportsADirectoryOnceAtItsOwnEntry) {
  const NameRule rule{".git/", "repository"};
  EXPECT_THAT(Listing({"a/.git/x", "a/.git/", "a/.git/y", "b"}).find(rule),
              ElementsAre("a/.git: repository, 2 entries below it"));
  EXPECT_THAT(Listing({"a/.git/"}).find(rule), ElementsAre("a/.git: repository"));
  EXPECT_THAT(Listing({"a/.git/", "a/.git/"}).find(rule), ElementsAre("a/.git: repository"));
  EXPECT_THAT(Listing({".git"}).find(rule), IsEmpty());
}

TEST(FindNames, ReportsTheOutermostDirectory) {
  const NameRule rule{".git/ | hooks/", "repository"};
  EXPECT_THAT(Listing({".git/hooks/x", "hooks/", ".git/hooks/"}).find(rule),
              ElementsAre(".git: repository, 2 entries below it", "hooks: repository"));
}

TEST(FindNames, SeparatesDirectoriesFromOtherEntries) {
  const NameRule rule{"a", "x"};
  EXPECT_THAT(Listing({"a/", "b/a"}).find(rule), ElementsAre("b/a: x"));
  EXPECT_THAT(Listing({"a/", "b/a"}).find({"a/", "x"}), ElementsAre("a: x"));
}

TEST(FindNames, SkipsTheRoot) {
  EXPECT_THAT(Listing({"./"}).find({"* | */", "anything"}), IsEmpty());
}

TEST(FindNames, SkipsFalsePositives) {
  EXPECT_THAT(Listing({".env", ".env.example"}).find({".env*", "secret"}, "*.x | *.example"),
              ElementsAre(".env: secret"));
}

TEST(FindNames, AcceptsAnExplicitAllowEntryOnlyIfTheNameIsAmbiguous) {
  const NameRule exact{"*.o", "object"};
  const NameRule ambiguous{"*.o", "object", true};
  EXPECT_THAT(Listing({"a.o"}).allowed_by("*.o").find(exact), ElementsAre("a.o: object"));
  EXPECT_THAT(Listing({"a.o"}).allowed_by("*.o").find(ambiguous), IsEmpty());
  EXPECT_THAT(Listing({"a.o"}).allowed_by("a.o").find(ambiguous), IsEmpty());
  EXPECT_THAT(Listing({"a.o"}).allowed_by("*").find(ambiguous), ElementsAre("a.o: object"));
  EXPECT_THAT(Listing({"a.o"}).allowed_by("**").find(ambiguous), ElementsAre("a.o: object"));
}

TEST(FindNames, IgnoresAnAllowEntryThatDoesNotFit) {
  Listing listing = Listing({"a.o"});
  listing.allowed_by("*.o");
  listing.matches[0].fits = false;
  EXPECT_THAT(listing.find({"*.o", "object", true}), ElementsAre("a.o: object"));
}

TEST(FindNames, ReportsAnAmbiguousDirectoryForItsContent) {
  const NameRule ambiguous{"tests/", "tests", true};
  EXPECT_THAT(Listing({"tests/a", "tests/b/c"}).allowed_by("x/tests/**").find(ambiguous),
              IsEmpty());
  EXPECT_THAT(Listing({"tests/a"}).allowed_by("x/tests/").find(ambiguous), IsEmpty());
  EXPECT_THAT(Listing({"tests/a"}).allowed_by("**").find(ambiguous),
              ElementsAre("tests: tests, 1 entry below it"));
}

TEST(FindNames, FindsATrailingPartOfAnAllowEntryForADirectory) {
  const NameRule ambiguous{"include/fmt/", "fmt", true};
  EXPECT_THAT(Listing({"include/fmt/a"}).allowed_by("include/fmt/").find(ambiguous), IsEmpty());
  EXPECT_THAT(Listing({"include/fmt/a"}).allowed_by("/include/fmt/**").find(ambiguous), IsEmpty());
  EXPECT_THAT(Listing({"include/fmt/a"}).allowed_by("include/*/**").find(ambiguous),
              ElementsAre("include/fmt: fmt, 1 entry below it"));
}

TEST(FindNames, TakesAThousandDirectoriesAboveOneFile) {
  std::string path;
  for (int i = 0; i < 1000; ++i)
    path += "a/";
  EXPECT_THAT(Listing({path + "x"}).find({".git/", "repository"}), IsEmpty());
}

} // namespace
} // namespace package_audit::checks
