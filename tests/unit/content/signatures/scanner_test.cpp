#include "content/signatures/scanner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::content::signatures {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

SignatureRule token_rule() {
  return {.id = "acme-token",
          .check = "access-token",
          .what = "token of Acme",
          .anchors = {"acme_"},
          .pattern = "(?:^|[^A-Za-z0-9_])(acme_[a-z0-9]{16})(?:$|[^A-Za-z0-9_])"};
}

SignatureSet set_of(SignatureRule rule) {
  std::vector<SignatureRule> rules;
  rules.push_back(std::move(rule));
  return SignatureSet(std::move(rules));
}

std::vector<Fact> scan(const SignatureSet& set, std::string_view text,
                       std::size_t block_size = 4096) {
  SignatureScanner scanner(set);
  for (std::size_t i = 0; i < text.size(); i += block_size)
    scanner.data(std::as_bytes(std::span(text.substr(i, block_size))));
  return scanner.finish();
}

std::string widened(std::string_view text) {
  std::string wide;
  for (const char c : text)
    wide += {c, '\0'};
  return wide;
}

auto At(std::uint64_t offset) {
  return Field(&Fact::offset, offset);
}

constexpr std::string_view k_token = "acme_fake0fake1fake2f";

TEST(SignatureScanner, LooksNoFartherThanTheReach) {
  SignatureRule rule = token_rule();
  rule.pattern = "(x*acme_x*)y";
  rule.reach = 10;
  const SignatureSet set = set_of(rule);
  for (const bool wide : {false, true}) {
    const auto finds = [&](const std::string& text) {
      return !scan(set, wide ? widened(text) : text).empty();
    };
    EXPECT_TRUE(finds("acme_xxxxy"));
    EXPECT_FALSE(finds("acme_xxxxxy"));
  }
}

TEST(SignatureScanner, AsksForWhatHasToStandBehindTheAnchorAsWell) {
  SignatureRule rule = token_rule();
  rule.pattern = "(acme_[a-z@]*)";
  rule.reach = 10;
  rule.required = "@x";
  for (const bool wide : {false, true}) {
    const auto finds = [&](const std::string& text) {
      return !scan(set_of(rule), wide ? widened(text) : text).empty();
    };
    EXPECT_TRUE(finds("acme_fak@x"));
    EXPECT_FALSE(finds("acme_fak@X"));
    EXPECT_FALSE(finds("acme_fake@x"));
    EXPECT_FALSE(finds("@x acme_fake"));
  }
  rule.any_case = true;
  EXPECT_EQ(scan(set_of(rule), "ACME_FAK@X").size(), 1U);
}

TEST(SignatureScanner, TakesWhatEndsAnywhere) {
  SignatureRule rule = token_rule();
  rule.required = "@x";
  const SignatureSet set = set_of(rule);
  const std::string text = "(acme_fake0fake1fake2f@x";
  // Plain, UTF-16 at any place, and constants of Java and Python that say they are longer.
  for (const std::string& whole :
       {text, widened(text), "x" + widened(text), "\xCA\xFE\xBA\xBE\0\0\0\x34\1\0\xFF"s + text,
        "\xA7\x0D\r\n\0\0\0\0z\xFF"s + text}) {
    for (std::size_t size = 0; size <= whole.size(); ++size)
      EXPECT_LE(scan(set, whole.substr(0, size)).size(), 1U) << size;
  }
}

// The NUL behind a run of UTF-16 is ours: it is in no window.
TEST(SignatureScanner, TakesAnAnchorThatEndsBehindTheText) {
  SignatureRule rule = token_rule();
  rule.anchors = {"acme\0"s};
  rule.pattern = "acme";
  EXPECT_THAT(scan(set_of(rule), "x" + widened("(acme")), IsEmpty());
  rule.required = "@";
  EXPECT_THAT(scan(set_of(rule), "x" + widened("(acme")), IsEmpty());
}

TEST(SignatureScanner, LeavesOutWhatTheRuleExcepts) {
  SignatureRule rule = token_rule();
  rule.unless = "_fake";
  EXPECT_THAT(scan(set_of(rule), "acme_fake0fake1fake2f"), IsEmpty());
  rule.unless = "_real";
  EXPECT_EQ(scan(set_of(rule), "acme_fake0fake1fake2f").size(), 1U);
}

TEST(SignatureScanner, FindsATokenAndMasksIt) {
  const std::vector<Fact> facts =
      scan(set_of(token_rule()), "token = " + std::string(k_token) + "\n");
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].kind, FactKind::signature);
  EXPECT_EQ(facts[0].subject, "acme-token");
  EXPECT_EQ(facts[0].detail, "acme… (21 characters)");
  EXPECT_EQ(facts[0].offset, 8U);
  EXPECT_EQ(facts[0].count, 1U);
}

TEST(SignatureScanner, LooksAtWhatStandsAround) {
  const SignatureSet set = set_of(token_rule());
  EXPECT_THAT(scan(set, k_token), ElementsAre(At(0)));
  EXPECT_THAT(scan(set, "x" + std::string(k_token)), IsEmpty());
  EXPECT_THAT(scan(set, std::string(k_token) + "x"), IsEmpty());
  EXPECT_THAT(scan(set, "acme_"), IsEmpty());
  EXPECT_THAT(scan(set, ""), IsEmpty());
}

TEST(SignatureScanner, ReadsUtf16) {
  const SignatureSet set = set_of(token_rule());
  const std::string wide = widened("a = " + std::string(k_token) + ";");
  EXPECT_THAT(scan(set, wide), ElementsAre(At(8)));
  EXPECT_THAT(scan(set, "\xFF\xFE"s + wide), ElementsAre(At(10)));
  // From an odd place on, and among what is no UTF-16.
  EXPECT_THAT(scan(set, "xyz\xFF\xFF"s + widened(k_token) + "xyz"), ElementsAre(At(5)));
  EXPECT_THAT(scan(set, widened("x" + std::string(k_token))), IsEmpty());
}

TEST(SignatureScanner, FindsTheSameHoweverContentIsCut) {
  const SignatureSet set = set_of(token_rule());
  const std::string token = " " + std::string(k_token) + " ";
  // On both sides of where one round ends and the next begins.
  for (const std::size_t place : {262100UL, 262143UL, 262144UL, 264180UL, 524280UL, 524300UL}) {
    const std::string text = std::string(place, '.') + token + std::string(5000, '.');
    for (const std::size_t block_size : {1UL, 7UL, 4096UL, 262144UL, 1UL << 20U}) {
      EXPECT_THAT(scan(set, text, block_size), ElementsAre(At(place + 1))) << block_size;
    }
    EXPECT_THAT(scan(set, widened(text), 1000), ElementsAre(At(2 * place + 2)));
  }
}

TEST(SignatureScanner, CutsTheConstantsOfPrograms) {
  const SignatureSet set = set_of(token_rule());
  const std::string python = "\xA7\x0D\r\n"s + std::string(12, '\0') + "z5";
  const std::string java = "\xCA\xFE\xBA\xBE\0\0\0\x41\0\x02\x01\0\x35"s;
  const std::string filling(53 - k_token.size(), ' ');
  for (const std::string& head : {python, java}) {
    const std::string text = head + std::string(k_token) + filling + "zz";
    EXPECT_THAT(scan(set, text), ElementsAre(At(head.size())));
    EXPECT_THAT(scan(set, text, 1), ElementsAre(At(head.size())));
    EXPECT_THAT(scan(set, "text" + text), IsEmpty());
    EXPECT_THAT(scan(set, head + filling + std::string(k_token) + "z\x03xyz"),
                ElementsAre(At(53 - k_token.size() + head.size())));
  }
}

TEST(SignatureScanner, CountsEachPlaceOnce) {
  SignatureRule rule = token_rule();
  rule.anchors.emplace_back("fake1"); // a second one in the same match
  const std::string token(k_token);
  const std::vector<Fact> facts = scan(set_of(rule), token + " " + token + "\n" + widened(token));
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].count, 3U);
  EXPECT_EQ(facts[0].offset, 0U);
}

TEST(SignatureScanner, ForgetsTheContentBefore) {
  const SignatureSet set = set_of(token_rule());
  SignatureScanner scanner(set);
  scanner.data(std::as_bytes(std::span(k_token.substr(0, 10))));
  EXPECT_THAT(scanner.finish(), IsEmpty());
  scanner.data(std::as_bytes(std::span(k_token.substr(10))));
  EXPECT_THAT(scanner.finish(), IsEmpty());
  scanner.data(std::as_bytes(std::span(k_token)));
  EXPECT_THAT(scanner.finish(), ElementsAre(At(0)));
}

TEST(SignatureScanner, TakesAnyCaseWhereTheRuleDoes) {
  SignatureRule rule = token_rule();
  const std::string upper = "ACME_FAKE0FAKE1FAKE2F";
  EXPECT_THAT(scan(set_of(rule), upper), IsEmpty());
  rule.any_case = true;
  EXPECT_THAT(scan(set_of(rule), upper), ElementsAre(At(0)));
  EXPECT_THAT(scan(set_of(rule), widened(upper)), ElementsAre(At(0)));
}

TEST(SignatureScanner, AsksForThePlaceOfAMagicNumber) {
  const SignatureSet set = set_of({.id = "acme-model",
                                   .anchors = {"ACMEMODEL"},
                                   .pattern = "ACMEMODEL",
                                   .secret = false,
                                   .at = 4});
  EXPECT_THAT(scan(set, "1234ACMEMODEL"), ElementsAre(Field(&Fact::detail, "ACMEMODEL")));
  EXPECT_THAT(scan(set, "123ACMEMODEL"), IsEmpty());
  EXPECT_THAT(scan(set, std::string(300000, 'x') + "1234ACMEMODEL"), IsEmpty());
}

TEST(SignatureScanner, AsksTheValidators) {
  SignatureRule rule = token_rule();
  rule.validators = {Validator::not_placeholder};
  EXPECT_THAT(scan(set_of(rule), k_token), ElementsAre(At(0)));
  EXPECT_THAT(scan(set_of(rule), "acme_example000000000"), IsEmpty());
  // What fails does not hide what follows.
  EXPECT_THAT(scan(set_of(rule), "acme_example000000000 " + std::string(k_token)),
              ElementsAre(At(22)));
}

TEST(SignatureScanner, FindsManyRulesAtOnceInTheOrderOfTheirPlaces) {
  std::vector<SignatureRule> rules;
  for (int i = 0; i < 500; ++i) {
    const std::string word = "word" + std::to_string(i) + "!";
    rules.push_back({.id = word, .anchors = {word}, .pattern = word});
  }
  const SignatureSet set(std::move(rules));
  EXPECT_THAT(scan(set, "word499! word7! word77!"),
              ElementsAre(Field(&Fact::subject, "word499!"), Field(&Fact::subject, "word7!"),
                          Field(&Fact::subject, "word77!")));
}

TEST(SignatureSet, SaysWhatIsWrongWithARule) {
  const auto with = [](std::vector<std::string> anchors, std::string pattern) {
    return fault_of({.anchors = std::move(anchors), .pattern = std::move(pattern)});
  };
  EXPECT_EQ(with({"abc"}, "abc+"), "");
  EXPECT_EQ(with({}, "abc"), "has no anchor");
  EXPECT_THAT(with({"ab"}, "abc"), ::testing::HasSubstr("shorter than 3 bytes"));
  EXPECT_THAT(with({std::string(300, 'a')}, "a"), ::testing::HasSubstr("longer than"));
  EXPECT_THAT(with({"abc"}, "abc("), ::testing::HasSubstr("missing )"));
  EXPECT_THAT(with({"abc"}, "abc(?=d)"), ::testing::HasSubstr("RE2 does not take"));
  SignatureRule rule = token_rule();
  rule.matches = {std::string(k_token), "acme_"};
  EXPECT_EQ(fault_of(rule), "does not find its example \"acme_\"");
  rule.matches.pop_back();
  EXPECT_EQ(fault_of(rule), "");
  rule.non_matches = rule.matches;
  EXPECT_EQ(fault_of(rule), "finds its non-match \"" + std::string(k_token) + "\"");
}

} // namespace
} // namespace package_audit::content::signatures
