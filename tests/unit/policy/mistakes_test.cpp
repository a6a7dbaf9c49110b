#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::policy {
namespace {

void expect_in_policy(std::string_view members, std::string_view message) {
  expect_mistake(policy_with(members), message);
}

TEST(PolicyMistakes, UnknownKeys) {
  expect_mistake(R"({"version": 1, @"alow": ["a"]})",
                 "unknown key \"alow\" in the policy; did you mean \"allow\"?");
  expect_in_policy(R"(@"confidential": [])",
                   "unknown key \"confidential\" in the policy; there are $schema, version, "
                   "extends, enforcement, prefix, variables, allow, require, deny, checks, "
                   "exceptions, packages, limits, signatures");
  expect_in_policy(R"("deny": [{"path": "a", @"mod": "0644"}])",
                   "unknown key \"mod\" in a path rule; did you mean \"mode\"?");
  expect_in_policy(R"("exceptions": [{@"approver": "x"}])",
                   "unknown key \"approver\" in an exception; there are check, path, reason, "
                   "approved_by, expires, sha256");
  expect_in_policy(R"("packages": [{"when": {"format": "zip"}, @"alow": []}])",
                   "unknown key \"alow\" in a package block; did you mean \"allow\"?");
  expect_in_policy(R"("packages": [{"when": {@"components": "dev"}}])",
                   "unknown key \"components\" in \"when\"; did you mean \"component\"?");
  expect_in_policy(R"("limits": {@"entires": 5})",
                   "unknown key \"entires\" in \"limits\"; did you mean \"entries\"?");
}

TEST(PolicyMistakes, WrongTypes) {
  expect_mistake(R"({"version": 1, "allow": @"bin/acme"})",
                 "\"allow\" must be an array, not a string");
  expect_mistake(R"({"version": 1, "allow": [@1]})",
                 "\"allow\" must be a list of strings and objects, not a number");
  expect_in_policy(R"("deny": [{"path": @["a"]}])", "\"path\" must be a string, not an array");
  expect_in_policy(R"("deny": [{"path": "a", "mode": @420}])",
                   "\"mode\" must be a string, not a number");
  expect_in_policy(R"("deny": [{"path": "a", "max_size": @true}])",
                   "\"max_size\" must be a size such as \"4 MiB\" or a number of bytes, not a "
                   "boolean");
  expect_mistake(R"({"version": 1, "allow": [{"path": "a", "archive": @"open", "reason": "r"}]})",
                 "\"archive\" must be \"opaque\"; archives are opened without it");
  expect_mistake(R"({"version": 1, "allow": [{"path": "a", "archive": @"opaque"}]})",
                 "\"archive\": \"opaque\" needs a \"reason\": what is in it is not audited");
  expect_mistake(R"({"version": 1, "allow": [{"path": "a", "optional": @"yes"}]})",
                 "\"optional\" must be true or false, not a string");
  expect_in_policy(R"("checks": @["test-file"])", "\"checks\" must be an object, not an array");
  expect_in_policy(R"("checks": {"test-file": @false})",
                   "\"severity\" must be a string, not a boolean");
  expect_in_policy(R"("extends": @"builtin:release")",
                   "\"extends\" must be an array, not a string");
  expect_in_policy(R"("extends": [@1])", "\"extends\" must be a string, not a number");
  expect_in_policy(R"("exceptions": [@"a"])", "an exception must be an object, not a string");
  expect_in_policy(R"("packages": @{})", "\"packages\" must be an array, not an object");
  expect_in_policy(R"("packages": [@"dev"])", "a package block must be an object, not a string");
  expect_in_policy(R"("packages": [{"when": @"dev"}])", "\"when\" must be an object, not a string");
  expect_in_policy(R"("limits": @5)", "\"limits\" must be an object, not a number");
  expect_in_policy(R"("limits": {"entries": @"5"})",
                   "\"entries\" must be a whole number, not a string");
  expect_in_policy(R"("limits": {"entries": @5.5})",
                   "\"entries\" must be a whole number, not a number");
  expect_in_policy(R"("variables": @[])", "\"variables\" must be an object, not an array");
  expect_in_policy(R"("variables": {"v": @1})", "\"v\" must be a string, not a number");
  expect_in_policy(R"("$schema": @1)", "\"$schema\" must be a string, not a number");
  expect_in_policy(R"("enforcement": @true)", "\"enforcement\" must be a string, not a boolean");
  expect_in_policy(R"("prefix": @null)", "\"prefix\" must be a string, not null");
}

TEST(PolicyMistakes, MissingKeys) {
  expect_mistake(R"({"version": 1, "allow": [@{"mode": "0644"}]})", "a path rule needs \"path\"");
  expect_in_policy(R"("packages": [@{"allow": ["a"]}])", "a package block needs \"when\"");
}

TEST(PolicyMistakes, BadPatterns) {
  expect_mistake(R"({"version": 1, "allow": ["bin/@[a"]})", "bad pattern: '[' is not closed");
  expect_mistake(
      R"({"version": 1, "allow": ["lib/@**.so"]})",
      "bad pattern: '**' must be a whole segment: write '**/*x' for a name at any depth");
  expect_mistake(R"({"version": 1, "allow": ["@./bin/acme"]})",
                 "bad pattern: paths are relative to the package's root: leave out the './'");
  expect_mistake(R"({"version": 1, "allow": ["a/@../b"]})",
                 "bad pattern: a path has no '.' or '..' segments");
  expect_mistake(R"({"version": 1, "allow": ["@"]})", "bad pattern: the pattern is empty");
  expect_mistake(R"({"version": 1, "allow": ["\u00fc\"\ud83d\ude00@{a"]})",
                 "bad pattern: '{' is not closed");
  expect_mistake(R"({"version": 1, "allow": [{"path": "a", "link_target": "a@]"}]})",
                 "bad pattern: ']' without '['; the byte itself is written '\\]'");
  expect_in_policy(R"("packages": [{"when": {"name": "@***"}}])",
                   "bad pattern: more than two '*' in a row");
  expect_in_policy(R"("packages": [{"when": {"name": @"a/b.zip"}}])",
                   "\"name\" is compared with the package's file name, which has no '/'");
}

TEST(PolicyMistakes, BadAttributes) {
  const auto expect_in_rule = [](std::string_view member, std::string_view message) {
    expect_mistake(R"({"version": 1, "allow": [{"path": "a", )" + std::string(member) + "}]}",
                   message);
  };
  for (const std::string mode : {"rw-r--r--", "0888", "77", "010000", "", "0644 "}) {
    expect_in_rule("\"mode\": @\"" + mode + "\"",
                   "\"" + mode + "\" is not a mode: write it in octal, as in \"0644\"");
  }
  for (const std::string size : {"4 MB", "4 mib", "MiB", "1.5 MiB", "-1", "", "4  MiB",
                                 "99999999999 GiB", "99999999999999999999"}) {
    expect_in_rule("\"max_size\": @\"" + size + "\"",
                   "\"" + size +
                       "\" is not a size: write whole bytes or, as in \"4 MiB\", a number of B, "
                       "KiB, MiB, GiB or TiB");
  }
  for (const std::string owner : {"root", "root:", ":root", "a:b:c"}) {
    expect_in_rule("\"owner\": @\"" + owner + "\"",
                   "\"" + owner + "\" is not an owner: write \"root:root\" or \"0:0\"");
  }
  expect_in_rule(R"("type": @"dir")",
                 "unknown type \"dir\"; there are file, directory, symlink, hardlink, "
                 "character-device, block-device, fifo, socket");
  expect_in_rule(R"("type": @"unknown")",
                 "unknown type \"unknown\"; there are file, directory, symlink, hardlink, "
                 "character-device, block-device, fifo, socket");
  expect_in_rule(R"("sha256": @"abc")", "\"sha256\" must be 64 hexadecimal digits");
  expect_in_rule(R"("reason": @" ")", "\"reason\" must not be empty");
  expect_in_policy(R"("deny": [{"path": "a", "archive": @"opaque", "reason": "r"}])",
                   "\"archive\" is for \"allow\" only");
  expect_in_policy(R"("require": [{"path": "a", "optional": @true}])",
                   "\"optional\" is for \"allow\" only");
}

TEST(PolicyMistakes, BadChecks) {
  expect_in_policy(R"("checks": {@"test-files": "off"})",
                   "unknown check \"test-files\"; did you mean \"test-file\"?");
  expect_in_policy(R"("checks": {"test-file": @"warn"})",
                   "unknown severity \"warn\"; there are off, note, warning, error");
  expect_in_policy(R"("checks": {"test-file": @"eror"})",
                   "unknown severity \"eror\"; did you mean \"error\"?");
  expect_in_policy(R"("checks": {"unreadable-package": @"warning"})",
                   "the check \"unreadable-package\" cannot be lowered: what it finds means that "
                   "the package was not audited");
}

TEST(PolicyMistakes, BadConditions) {
  const auto expect_in_when = [](std::string_view member, std::string_view message) {
    expect_in_policy(R"("packages": [{"when": {)" + std::string(member) + "}}]", message);
  };
  expect_in_policy(R"("packages": [{"when": @{}}])",
                   "\"when\" must ask for something: what holds for every package belongs to the "
                   "top level");
  expect_in_when(R"("format": @"tgz")", "unknown format \"tgz\"; did you mean \"tar.gz\"?");
  expect_in_when(R"("generator": @"DEBB")", "unknown generator \"DEBB\"; did you mean \"DEB\"?");
  expect_in_when(R"("component": @"")", "\"component\" must not be empty");
  expect_in_when(R"("config": @"")", "\"config\" must not be empty");
}

TEST(PolicyMistakes, BadScalars) {
  expect_in_policy(R"("enforcement": @"reprot")",
                   "unknown enforcement \"reprot\"; did you mean \"report\"?");
  expect_in_policy(R"("limits": {"entries": @0})", "\"entries\" must not be 0");
  expect_in_policy(R"("limits": {"nesting": @101})", "\"nesting\" must not be over 100");
  expect_in_policy(R"("limits": {"nesting": @1000000})", "\"nesting\" must not be over 100");
  expect_in_policy(R"("limits": {"package_size": @"0 MiB"})", "\"package_size\" must not be 0");
  expect_in_policy(R"("prefix": @"usr")", "\"prefix\" must be an absolute folder such as \"/usr\"");
  expect_in_policy(R"("prefix": @"/usr/")", "\"prefix\" must not end with '/'");
  expect_in_policy(R"("prefix": @"/opt//acme")", "\"prefix\" must not hold '//'");
  expect_in_policy(R"("prefix": @"/usr/../opt")", "\"prefix\" must not hold '.' or '..' segments");
}

TEST(PolicyMistakes, AnAllowlistThatAllowsNothing) {
  const std::string message =
      "the policy allows nothing, so it could accept no package: list what may ship in \"allow\"";
  expect_mistake(R"(@{"version": 1})", message);
  expect_mistake(R"({"version": 1, "allow": @[]})", message);
  expect_mistake(R"(@{"version": 1, "packages": [{"when": {"format": "zip"}, "allow": []}]})",
                 message);
  EXPECT_NO_THROW(
      load_text(R"({"version": 1, "packages": [{"when": {"format": "zip"}, "allow": ["a"]}]})"));
}

} // namespace
} // namespace package_audit::policy
