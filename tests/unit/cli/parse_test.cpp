#include "base/error.hpp"
#include "cli/options.hpp"

#include <gtest/gtest.h>

#include <set>

namespace package_audit::cli {
namespace {

using Words = std::vector<std::string>;

Arguments parse(const Words& words) {
  return parse_arguments(words);
}

struct Mistake {
  Words words;
  std::string message;
};

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreNamedInOneLine) {
  try {
    parse(GetParam().words);
    FAIL() << "was taken: " << GetParam().message;
  } catch (const base::Error& error) {
    EXPECT_EQ(error.what(), GetParam().message);
  }
}

INSTANTIATE_TEST_SUITE_P(
    CommandLine, Mistakes,
    testing::Values(
        Mistake{{"--polcy", "x", "a.deb"},
                "--polcy: is not a known option; did you mean \"--policy\"?"},
        Mistake{{"-x", "a.deb"},
                "-x: is not a known option; known are --policy, --define, --format, --report, "
                "--record-dir, --install-rules, --build, --never-ship, --generator, --config, "
                "--root, --today, "
                "--jobs, --require-sandbox, --color, "
                "--help, --version"},
        Mistake{{"a.deb", "--policy"}, "--policy: needs a value: FILE"},
        Mistake{{"a.deb", "-D"}, "-D: needs a value: NAME=VALUE"},
        Mistake{{"--policy", "x", "--policy=y", "a.deb"}, "--policy: is given twice"},
        Mistake{{"--help=yes"}, "--help: takes no value"},
        Mistake{{"list", "--report", "json=x", "a.deb"}, "--report: is not an option of \"list\""},
        Mistake{{"init", "--policy", "x", "a.deb"}, "--policy: is not an option of \"init\""},
        Mistake{{}, "check: needs PACKAGE...; see package-audit --help"},
        Mistake{{"check"}, "check: needs PACKAGE...; see package-audit --help"},
        Mistake{{"list"}, "list: needs PACKAGE; see package-audit --help"},
        Mistake{{"list", "a.deb", "b.deb"}, "list: \"b.deb\" is one word too many"},
        Mistake{{"checks", "x"}, "checks: \"x\" is one word too many"},
        Mistake{{"explain"}, "explain: needs CHECK; see package-audit --help"},
        Mistake{{"chec", "a.deb"}, "chec: is not a known command or file; did you mean \"check\"?"},
        Mistake{{"genrate", "man"},
                "genrate: is not a known command or file; did you mean \"generate\"?"}));

TEST(ParseArguments, TakesCheckForTheCommandWhenNoneIsNamed) {
  EXPECT_EQ(parse({"a.deb"}).command, Command::check);
  EXPECT_EQ(parse({"check", "a.deb"}).operands, Words{"a.deb"});
  EXPECT_EQ(parse({"--policy", "p", "a.deb"}).command, Command::check);
}

TEST(ParseArguments, TakesACommandOnlyAsTheFirstWord) {
  EXPECT_EQ(parse({"check", "list"}).operands, Words{"list"});
}

TEST(ParseArguments, TakesValuesInEveryForm) {
  const Arguments arguments = parse(
      {"--policy=a=b", "-Dx=1", "-D", "y=2", "--define", "z=3", "--report", "json=r", "a.deb"});
  EXPECT_EQ(arguments.policy, "a=b");
  EXPECT_EQ(arguments.defines, (Words{"x=1", "y=2", "z=3"}));
  EXPECT_EQ(arguments.reports, Words{"json=r"});
}

TEST(ParseArguments, TakesEverythingAsAPackageBehindTwoDashes) {
  EXPECT_EQ(parse({"--", "--policy", "-D"}).operands, (Words{"--policy", "-D"}));
}

TEST(ParseArguments, NeedsNothingElseForHelpAndVersion) {
  EXPECT_TRUE(parse({"list", "--help"}).help);
  EXPECT_TRUE(parse({"-h"}).help);
  EXPECT_TRUE(parse({"--version"}).version);
}

TEST(ParseArguments, KeepsEmptyValuesApartFromAbsentOnes) {
  EXPECT_EQ(parse({"--generator", "", "a.deb"}).generator, "");
  EXPECT_FALSE(parse({"a.deb"}).generator.has_value());
}

TEST(Options, HaveNamesOfTheirOwnAndHelp) {
  std::set<std::string_view> names;
  for (const Option& option : all_options()) {
    EXPECT_TRUE(names.insert(option.name).second) << option.name;
    EXPECT_FALSE(option.help.empty()) << option.name;
    EXPECT_NE(option.apply, nullptr) << option.name;
    EXPECT_NE(option.commands, 0u) << option.name;
  }
}

} // namespace
} // namespace package_audit::cli
