#include "cli/options.hpp"
#include "cli/run.hpp"

#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <streambuf>
#include <unistd.h>

namespace package_audit::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

struct Outcome {
  int exit_code = -1;
  std::string out{};
  std::string err{};
};

Outcome run_with(const std::vector<std::string>& args) {
  std::ostringstream out;
  std::ostringstream err;
  const int exit_code = run(args, out, err);
  return {exit_code, out.str(), err.str()};
}

// A folder with a staged tree "tree" and a policy "policy.json" that allows bin/acme.
class Run : public testing::Test {
protected:
  void SetUp() override {
    const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() /
            ("package-audit-run-" + std::string(info->name()) + std::to_string(::getpid()));
    fs::remove_all(root_);
    write("tree/bin/acme", "program");
    write("policy.json", R"({"version": 1, "allow": ["bin/acme"]})");
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string path(const std::string& name) const { return (root_ / name).string(); }

  void write(const std::string& name, std::string_view text) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
  }

  std::string read(const std::string& name) const {
    std::ifstream file(root_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  Outcome check(std::vector<std::string> more) const {
    std::vector<std::string> args{"check", "--policy", path("policy.json")};
    args.insert(args.end(), more.begin(), more.end());
    return run_with(args);
  }

private:
  fs::path root_;
};

TEST_F(Run, AcceptsWhatThePolicyAllows) {
  const Outcome outcome = check({path("tree")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err << outcome.out;
  // Where a layer of the sandbox is missing, a line about that comes first.
  EXPECT_THAT(outcome.out, HasSubstr("ACCEPTED tree: "));
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Run, RefusesWhatThePolicyDoesNotAllow) {
  write("tree/share/notes.txt", "x");
  const Outcome outcome = check({path("tree")});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("share/notes.txt"));
}

TEST_F(Run, JudgesAllPackagesAlthoughOneIsUnreadable) {
  write("broken.tar.gz", "this is no package");
  const Outcome outcome = check({path("broken.tar.gz"), path("tree"), "--format", "json"});
  EXPECT_EQ(outcome.exit_code, 1);
  const auto packages = nlohmann::json::parse(outcome.out).at("packages");
  EXPECT_EQ(packages.at(0).at("verdict"), "refused");
  EXPECT_EQ(packages.at(1).at("verdict"), "accepted");
}

TEST_F(Run, WritesRecordsOfAcceptedPackagesOnly) {
  write("bad/other", "x");
  write("records/bad.audit.json", "an old record");
  const Outcome outcome = check({path("tree"), path("bad"), "--record-dir", path("records")});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(read("records/tree.audit.json"), HasSubstr("\"verdict\": \"accepted\""));
  EXPECT_FALSE(fs::exists(path("records/bad.audit.json")));
}

TEST_F(Run, WritesReportsToFiles) {
  const Outcome outcome = check({path("tree"), "--report", "json=" + path("r.json"), "--report",
                                 "text=" + path("r.txt"), "--color", "always"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("\x1b["));
  EXPECT_THAT(read("r.txt"), HasSubstr("ACCEPTED tree: "));
  EXPECT_THAT(read("r.json"), HasSubstr("\"verdict\": \"accepted\""));
}

TEST_F(Run, IsNoVerdictWhenAReportCannotBeWritten) {
  const Outcome outcome = check({path("tree"), "--report", "json=" + path("none/r.json")});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("r.json: cannot be written: "));
}

class FullBuffer : public std::streambuf {
  int_type overflow(int_type) override { return traits_type::eof(); }
};

TEST_F(Run, IsNoVerdictWhenNobodyGetsTheReport) {
  FullBuffer full;
  std::ostream out(&full);
  std::ostringstream err;
  fs::create_directory(path("records"));
  EXPECT_EQ(
      run({"check", "--policy", path("policy.json"), "--record-dir", path("records"), path("tree")},
          out, err),
      2);
  EXPECT_EQ(err.str(), "package-audit: error: standard output: cannot be written\n");
  EXPECT_FALSE(fs::exists(path("records/tree.audit.json")));
}

TEST_F(Run, IsNoVerdictForUnusableArguments) {
  fs::create_directories(path("other/tree"));
  const auto error_of = [&](std::vector<std::string> args) {
    const Outcome outcome = check(std::move(args));
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  };
  const std::string lead = "package-audit: error: ";
  EXPECT_EQ(error_of({path("none")}), lead + path("none") + ": no such file or folder\n");
  EXPECT_EQ(error_of({path("tree"), path("other/tree")}),
            lead + path("other/tree") +
                ": another package of the same name is given; judge them one after another\n");
  EXPECT_EQ(error_of({path("tree"), "--format", "jsn"}),
            lead + "jsn: is not a known format of --format; did you mean \"json\"?\n");
  EXPECT_EQ(error_of({path("tree"), "--report", "json"}),
            lead + "--report: \"json\" is not FORMAT=FILE\n");
  EXPECT_EQ(error_of({path("tree"), "--report", "xyz=x"}),
            fmt::format("{}xyz: is not a known format of --report; known are {}\n", lead,
                        fmt::join(formats_of(Command::check), ", ")));
  EXPECT_EQ(error_of({path("tree"), "-Dx"}), lead + "--define: \"x\" is not NAME=VALUE\n");
  EXPECT_EQ(error_of({path("tree"), "-Dx=1", "-Dx=2"}), lead + "--define: x is given twice\n");
  EXPECT_EQ(error_of({path("tree"), "--today", "2026-02-30"}),
            lead + "--today: \"2026-02-30\" is not a YYYY-MM-DD date\n");
  EXPECT_EQ(error_of({path("tree"), "--color", "yes"}),
            lead + "yes: is not a known value of --color; known are auto, always, never\n");
  EXPECT_EQ(error_of({path("tree"), "--record-dir", path("none")}),
            lead + "--record-dir: " + path("none") + ": is not a folder\n");
  EXPECT_EQ(error_of({path("tree"), "--install-rules", path("none")}),
            lead + "--install-rules: " + path("none") + ": is not a folder\n");
}

TEST_F(Run, ShowsAPolicysMistakeAsCompilersDo) {
  write("policy.json", "{\"version\": 1,\n \"alow\": []}");
  const Outcome outcome = check({path("tree")});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, StartsWith(path("policy.json") + ":2:2: error: "));
}

TEST_F(Run, JudgesExceptionsByTheDayThatIsGiven) {
  write("tree/.env", "x");
  write("policy.json", R"({"version": 1, "allow": ["bin/acme", ".env"], "exceptions": [
    {"check": "secret-file", "path": ".env", "reason": "a test", "expires": "2026-06-30",
     "approved_by": "release@acme.example"}]})");
  EXPECT_EQ(check({path("tree"), "--today", "2026-06-30"}).exit_code, 0);
  EXPECT_EQ(check({path("tree"), "--today", "2026-07-01"}).exit_code, 1);
}

TEST_F(Run, ProposesAPolicyThatAccepts) {
  const std::string policy = path("proposal.json");
  const Outcome outcome = run_with({"init", "--output", policy, path("tree")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("  + bin/acme\n"));
  EXPECT_EQ(run_with({"--policy", policy, path("tree")}).exit_code, 0);
}

TEST_F(Run, ProposesAPolicyThatAcceptsAnyName) {
  for (const std::string name :
       {"a*b",   "a?b",      "[x]",     "[!x]",   "{a,b}",   "$x",   "${y}", "back\\slash",
        "ünï",   "\xff\xfe", " blank ", "-dash",  "!x",      "**",   "x,y",  "q\"uote",
        "\\x41", "#x",       "//x",     "x.so.1", "x-1.2.3", "1.2.3"}) {
    write("tree/share/acme/" + name, name);
    write("tree/share/" + name + "/x", name);
  }
  const std::string policy = path("proposal.json");
  ASSERT_EQ(run_with({"init", "--output", policy, path("tree")}).exit_code, 0);
  const Outcome outcome = run_with({"--policy", policy, path("tree")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err << read("proposal.json");
  EXPECT_EQ(outcome.out.find("unused"), std::string::npos);
}

TEST_F(Run, ProposesNothingThatACheckRefuses) {
  write("tree/share/.env", "x");
  const Outcome outcome = run_with({"init", "--output", "-", path("tree")});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("//   share/.env (secret-file)"));
  EXPECT_THAT(outcome.err, HasSubstr("  - share/.env  (secret-file)\n"));
}

TEST_F(Run, OverwritesNoPolicy) {
  const Outcome outcome = run_with({"init", "--output", path("policy.json"), path("tree")});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("policy.json: exists and is not overwritten"));
}

TEST_F(Run, ProposesNothingForAPackageThatCannotBeRead) {
  write("broken.tar.gz", "this is no package");
  const Outcome outcome = run_with({"init", "--output", path("p.json"), path("broken.tar.gz")});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("broken.tar.gz: no policy can be proposed: "));
  EXPECT_FALSE(fs::exists(path("p.json")));
}

TEST_F(Run, ListsAPackage) {
  const Outcome outcome = run_with({"list", "--policy", path("policy.json"), path("tree")});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("+ 0644"));
  EXPECT_THAT(outcome.out, HasSubstr("acme\n"));
}

TEST_F(Run, TellsThatAListMayBeIncomplete) {
  write("broken.tar.gz", "this is no package");
  EXPECT_EQ(run_with({"list", path("broken.tar.gz")}).exit_code, 1);
}

TEST(RunCommands, ExplainChecks) {
  const Outcome outcome = run_with({"explain", "unlisted-entry"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, StartsWith("unlisted-entry: "));
  EXPECT_THAT(outcome.out, HasSubstr("\nfix       "));
  EXPECT_THAT(run_with({"checks"}).out, HasSubstr("unlisted-entry"));
}

TEST(RunCommands, NameTheNearestCheckAndDocument) {
  EXPECT_EQ(run_with({"explain", "unlisted-enty"}).err,
            "package-audit: error: unlisted-enty: is not a known check; did you mean "
            "\"unlisted-entry\"?\n");
  EXPECT_EQ(run_with({"generate", "men"}).err,
            "package-audit: error: men: is not a known document; did you mean \"man\"?\n");
}

TEST(RunCommands, ShowHelpOfAllOrOne) {
  const Outcome all = run_with({"--help"});
  EXPECT_EQ(all.exit_code, 0);
  EXPECT_THAT(all.out, HasSubstr("--policy FILE"));
  EXPECT_THAT(all.out, HasSubstr("\nexit codes:\n"));
  const Outcome one = run_with({"init", "--help"});
  EXPECT_THAT(one.out, StartsWith("usage: package-audit init [OPTIONS] PACKAGE...\n"));
  EXPECT_EQ(one.out.find("--policy FILE"), std::string::npos);
}

TEST(RunCommands, ShowTheVersion) {
  EXPECT_THAT(run_with({"--version"}).out, testing::MatchesRegex("package-audit [0-9.]+\n"));
}

} // namespace
} // namespace package_audit::cli
