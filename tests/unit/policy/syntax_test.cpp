#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::policy {
namespace {

TEST(PolicySyntax, SaysWhereJsonIsMalformed) {
  expect_mistake("@", "the file holds no policy");
  expect_mistake(" // nothing\n@", "the file holds no policy");
  expect_mistake("{@", "the file ends inside an object: '}' is missing");
  expect_mistake(R"({@version: 1})", "a key in double quotes should stand here");
  expect_mistake(R"({"version" @1})", "a ':' is missing behind the key");
  expect_mistake(R"({"version": @})", "a value should stand here, not '}'");
  expect_mistake(R"({"version": @)", "the file ends where a value should stand");
  expect_mistake("{\"version\": 1\n@\"allow\": []}", "a ',' is missing before this");
  expect_mistake(R"({"version": 1@])", "'}' or ',' should stand here, not ']'");
  expect_mistake(R"({"version": 1@,})", "a ',' before '}' is one too many");
  expect_mistake(R"({"allow": ["a"@,]})", "a ',' before ']' is one too many");
  expect_mistake(R"({"allow": ["a" @"b"]})", "a ',' is missing before this");
  expect_mistake(R"({"allow": ["a", @,"b"]})", "a value should stand here, not ','");
  expect_mistake(R"({"allow": ["a"@)", "the file ends inside an array: ']' is missing");
  expect_mistake(R"({"allow": [@)", "the file ends inside an array: ']' is missing");
  expect_mistake(R"({"version": 1} @{})", "more text behind the end of the policy");
}

TEST(PolicySyntax, SaysWhichValueIsNone) {
  expect_mistake(R"({"version": @yes})",
                 "yes is neither true, false, null nor a string in double quotes");
  expect_mistake(R"({"version": @'1'})", "strings are written in double quotes");
  expect_mistake(R"({"version": 0@1})", "a ',' is missing before this");
  expect_mistake(R"({"version": @1.x})", "1.x is not a number that JSON knows or it is too large");
  expect_mistake(R"({"version": @1e999})",
                 "1e999 is not a number that JSON knows or it is too large");
  expect_mistake(R"({"version": @-})", "- is not a number that JSON knows or it is too large");
  expect_mistake("{\"allow\": [@\"a\n\"]}", "the string is not closed on its line");
  expect_mistake(R"({"allow": [@"a\q"]})",
                 "the string holds a control character or an unknown '\\' escape");
}

TEST(PolicySyntax, ShowsNoControlCharacters) {
  const PolicyFolder folder;
  folder.write("policy.json", "{\"\x1b[2J\": 1}");
  EXPECT_EQ(folder.error("policy.json"),
            "policy.json:1:2: error: the string holds a control character or an unknown '\\' "
            "escape\n{\" [2J\": 1}\n ^");
}

TEST(PolicySyntax, TakesComments) {
  const Policy policy = load_text("// what ships\n{ /* \"deny\": [] */ \"version\": 1, // one\n"
                                  "\"allow\": [\"a\" /* , */, \"b\"] } // end");
  EXPECT_EQ(policy.common.allow.size(), 2u);
  EXPECT_TRUE(policy.common.deny.empty());
  expect_mistake("{\"version\": 1 @/* }", "the comment is not closed");
}

TEST(PolicySyntax, RefusesAKeyGivenTwice) {
  expect_mistake("{\"version\": 1,\n\"deny\": [\"**/*.map\"],\n@\"deny\": []}",
                 "the key \"deny\" was already given in line 2");
  expect_mistake(policy_with(R"("deny": [{"path": "a", @"path": "b"}])"),
                 "the key \"path\" was already given in line 1");
  expect_mistake(policy_with(R"("deny": [{"path": "a", @"p\u0061th": "b"}])"),
                 "the key \"path\" was already given in line 1");
}

TEST(PolicySyntax, RefusesWhatIsNotUtf8) {
  const PolicyFolder folder;
  folder.write("policy.json", "{\n\"version\": 1, \"allow\": [\"caf\xe9\"]}");
  EXPECT_EQ(folder.error("policy.json"), "policy.json:2:29: error: the file is not UTF-8 text");
}

TEST(PolicySyntax, IgnoresAByteOrderMark) {
  EXPECT_EQ(load_text("\xEF\xBB\xBF{\"version\": 1, \"allow\": [\"a\"]}").common.allow.size(), 1u);
}

TEST(PolicySyntax, RefusesWhatIsTooLargeOrTooDeep) {
  const PolicyFolder folder;
  folder.write("policy.json", std::string((1 << 20) + 1, ' '));
  EXPECT_EQ(folder.error("policy.json"), "policy.json: is larger than 1048576 bytes");
  expect_mistake(std::string(16, '[') + "@[]", "nested more than 16 deep");
  std::string keys;
  for (int i = 0; i < 1024; ++i)
    keys += "\"" + std::to_string(i) + "\":\n0,";
  expect_mistake("{" + keys + "@\"more\": 0}", "an object of more than 1024 keys");
}

TEST(PolicySyntax, ShowsOnlyTheNeighbourhoodOfALongLine) {
  const PolicyFolder folder;
  const std::string filler = "\"" + std::string(300, 'x') + "\"";
  folder.write("policy.json",
               "{\"version\": 1, \"allow\": [" + filler + "], \"deni\": [" + filler + "]}");
  const std::string text = folder.error("policy.json");
  EXPECT_TRUE(text.starts_with(
      "policy.json:1:331: error: unknown key \"deni\" in the policy; did you mean \"deny\"?\nxxx"));
  EXPECT_LT(text.size(), 450u);
}

TEST(PolicySyntax, PutsTheCaretUnderTheLetterInOtherScripts) {
  const PolicyFolder folder;
  folder.write("policy.json", "{\"$schema\": \"ÜÜ\",\t\"deni\": []}");
  EXPECT_EQ(folder.error("policy.json"), "policy.json:1:1: error: the policy needs \"version\": 1\n"
                                         "{\"$schema\": \"ÜÜ\", \"deni\": []}\n^");
  folder.write("policy.json", "{\"$schema\": \"ÜÜ\",\t\"deni\": [], \"version\": 1}");
  EXPECT_EQ(folder.error("policy.json"),
            "policy.json:1:21: error: unknown key \"deni\" in the policy; did you mean \"deny\"?\n"
            "{\"$schema\": \"ÜÜ\", \"deni\": [], \"version\": 1}\n"
            "                  ^");
}

} // namespace
} // namespace package_audit::policy
