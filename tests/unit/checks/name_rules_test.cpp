#include "checks/name_rules.hpp"
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

  std::vector<std::string> find(const NameTable& table) const {
    const EntryPaths paths(package.entries);
    const CheckInput input{.artifact = package, .rules = rules, .matches = matches, .paths = paths};
    std::vector<std::string> lines;
    for (const Finding& finding : find_names(input, table)) {
      lines.push_back(path_of(finding, package) + ": " + finding.message);
    }
    return lines;
  }

  Artifact package{};
  RuleSet rules{};
  std::vector<ListMatch> matches{};
};

bool file_matches(std::string_view pattern, const std::string& path) {
  const NameRule rule{pattern, "x"};
  return !Listing({path}).find({.files = {&rule, 1}}).empty();
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

TEST(FindNames, MindsCaseOnlyWhereThePatternHasACapital) {
  EXPECT_TRUE(file_matches("thumbs.db", "Thumbs.DB"));
  EXPECT_TRUE(file_matches("CVS", "CVS"));
  EXPECT_FALSE(file_matches("CVS", "cvs"));
}

TEST(FindNames, SaysAFolderOnceAtItsOwnEntry) {
  const NameRule rule{".git", "repository"};
  EXPECT_THAT(Listing({"a/.git/x", "a/.git/", "a/.git/y", "b"}).find({.folders = {&rule, 1}}),
              ElementsAre("a/.git: repository, 2 entries below it"));
  EXPECT_THAT(Listing({"a/.git/"}).find({.folders = {&rule, 1}}),
              ElementsAre("a/.git: repository"));
  EXPECT_THAT(Listing({".git"}).find({.folders = {&rule, 1}}), IsEmpty());
}

TEST(FindNames, SaysNothingOfTheRoot) {
  const NameRule rule{"*", "anything"};
  EXPECT_THAT(Listing({"./"}).find({.folders = {&rule, 1}, .files = {&rule, 1}}), IsEmpty());
}

TEST(FindNames, LeavesExemptNamesAlone) {
  const NameRule rule{".env*", "secret"};
  const std::string_view exempt = "*.example";
  EXPECT_THAT(Listing({".env", ".env.example"}).find({.files = {&rule, 1}, .exempt = {&exempt, 1}}),
              ElementsAre(".env: secret"));
}

TEST(FindNames, TakesAnAllowEntryForAnAnswerOnlyWhereTheNameIsAmbiguous) {
  const NameRule exact{"*.o", "object"};
  const NameRule ambiguous{"*.o", "object", true};
  EXPECT_THAT(Listing({"a.o"}).allowed_by("*.o").find({.files = {&exact, 1}}),
              ElementsAre("a.o: object"));
  EXPECT_THAT(Listing({"a.o"}).allowed_by("*.o").find({.files = {&ambiguous, 1}}), IsEmpty());
  EXPECT_THAT(Listing({"a.o"}).allowed_by("a.o").find({.files = {&ambiguous, 1}}), IsEmpty());
  EXPECT_THAT(Listing({"a.o"}).allowed_by("*").find({.files = {&ambiguous, 1}}),
              ElementsAre("a.o: object"));
  EXPECT_THAT(Listing({"a.o"}).allowed_by("**").find({.files = {&ambiguous, 1}}),
              ElementsAre("a.o: object"));
}

TEST(FindNames, TakesNoAnswerFromAnEntryThatDoesNotFit) {
  const NameRule ambiguous{"*.o", "object", true};
  Listing listing = Listing({"a.o"});
  listing.allowed_by("*.o");
  listing.matches[0].fits = false;
  EXPECT_THAT(listing.find({.files = {&ambiguous, 1}}), ElementsAre("a.o: object"));
}

TEST(FindNames, JudgesAnAmbiguousFolderByWhatIsInIt) {
  const NameRule ambiguous{"tests", "tests", true};
  EXPECT_THAT(
      Listing({"tests/a", "tests/b/c"}).allowed_by("x/tests/**").find({.folders = {&ambiguous, 1}}),
      IsEmpty());
  EXPECT_THAT(Listing({"tests/a"}).allowed_by("**").find({.folders = {&ambiguous, 1}}),
              ElementsAre("tests: tests, 1 entry below it"));
}

TEST(FindNames, TakesAThousandFoldersAboveOneFile) {
  std::string path;
  for (int i = 0; i < 1000; ++i)
    path += "a/";
  const NameRule rule{".git", "repository"};
  EXPECT_THAT(Listing({path + "x"}).find({.folders = {&rule, 1}}), IsEmpty());
}

} // namespace
} // namespace package_audit::checks
