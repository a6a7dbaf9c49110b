#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "report/registry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace package_audit::cli {
namespace {

using Words = std::vector<std::string>;

Arguments parse(const Words& words) {
  return parse_arguments(words);
}

const Option& option_named(std::string_view name) {
  const auto all = all_options();
  return *std::find_if(all.begin(), all.end(), [&](const Option& o) { return o.name == name; });
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

TEST(Options, NameTheirChoicesWithTheDefaultFirst) {
  EXPECT_TRUE(help_of(option_named("format"), Command::check)
                  .starts_with("what standard output gets: text (the default)"));
  EXPECT_EQ(help_of(option_named("color"), Command::list), "auto (the default), always or never");
  EXPECT_EQ(help_of(option_named("policy"), Command::list), option_named("policy").help);
}

TEST(Options, TakeEveryFormatThatTheCommandWrites) {
  for (const std::string_view format : formats_of(Command::check))
    EXPECT_TRUE(report::find_reporter(format)->report) << format;
  for (const std::string_view format : formats_of(Command::list))
    EXPECT_TRUE(report::find_reporter(format)->listing) << format;
}

TEST(Commands, DescribeEveryDocumentThatIsGenerated) {
  for (const std::string_view document : document_names()) {
    EXPECT_NE(info_of(Command::generate).description.find(document), std::string_view::npos)
        << document;
  }
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
