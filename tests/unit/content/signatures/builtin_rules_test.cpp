// Every bundled rule on its own examples, through the engine and through a reference that knows
// neither anchors nor windows.

#include "checks/registry.hpp"
#include "content/signatures/scanner.hpp"
#include "content/signatures/validators.hpp"
#include "support/signatures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <re2/re2.h>
#include <set>
#include <string>

namespace package_audit::content::signatures {
namespace {

using support::builtin_signatures;

std::set<std::string> found_by_engine(std::string_view text) {
  SignatureScanner scanner(builtin_signatures());
  scanner.data(std::as_bytes(std::span(text)));
  std::set<std::string> ids;
  for (const Fact& fact : scanner.finish())
    ids.insert(fact.subject);
  return ids;
}

bool found_by_reference(const SignatureRule& rule, const std::string& text) {
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_case_sensitive(!rule.any_case);
  const re2::RE2 pattern(rule.pattern, options);
  const re2::RE2 unless(rule.unless, options);
  const int groups = std::min(pattern.NumberOfCapturingGroups(), 1) + 1;
  re2::StringPiece group[2];
  for (std::size_t from = 0; from <= text.size();) {
    if (!pattern.Match(text, from, text.size(), re2::RE2::UNANCHORED, group, groups)) return false;
    const auto begin = static_cast<std::size_t>(group[0].data() - text.data());
    const std::string value(group[groups - 1]);
    const bool valid = std::all_of(rule.validators.begin(), rule.validators.end(),
                                   [&](Validator validator) { return is_valid(validator, value); });
    const bool ignored = !rule.unless.empty() && re2::RE2::PartialMatch(group[0], unless);
    if (valid && !ignored && (!rule.at || *rule.at == begin)) return true;
    from = begin + 1;
  }
  return false;
}

std::string widened(std::string_view text) {
  std::string wide;
  for (const char c : text)
    wide += {c, '\0'};
  return wide;
}

TEST(BuiltinRules, AreWellFormed) {
  for (const SignatureRule& rule : builtin_signatures().rules()) {
    SCOPED_TRACE(rule.id);
    EXPECT_EQ(fault_of(rule), "");
    EXPECT_FALSE(rule.what.empty());
    EXPECT_GE(rule.matches.size(), 2U);
    EXPECT_GE(rule.non_matches.size(), 2U);
    const Check* const check = checks::find_check(rule.check);
    EXPECT_TRUE(check != nullptr && check->takes_signatures) << rule.check;
  }
}

TEST(BuiltinRules, FindWhatTheyShould) {
  for (const SignatureRule& rule : builtin_signatures().rules()) {
    SCOPED_TRACE(rule.id);
    for (const std::string& text : rule.matches) {
      EXPECT_TRUE(found_by_engine(text).contains(rule.id)) << text;
      EXPECT_TRUE(found_by_reference(rule, text)) << text;
      if (rule.at) continue;
      EXPECT_TRUE(found_by_engine("first line\n" + text + "\nlast line").contains(rule.id)) << text;
      // What contains zeros is no text, and so never UTF-16.
      if (text.find('\0') != std::string::npos) continue;
      EXPECT_TRUE(found_by_engine(widened("first line\n" + text + "\nlast line")).contains(rule.id))
          << text << " in UTF-16";
    }
  }
}

TEST(BuiltinRules, LeaveLookAlikesAlone) {
  for (const SignatureRule& rule : builtin_signatures().rules()) {
    SCOPED_TRACE(rule.id);
    for (const std::string& text : rule.non_matches) {
      EXPECT_FALSE(found_by_engine(text).contains(rule.id)) << text;
      EXPECT_FALSE(found_by_reference(rule, text)) << text;
    }
  }
}

// Nothing of a secret but its first characters gets into a report.
TEST(BuiltinRules, ShowNoSecret) {
  for (const SignatureRule& rule : builtin_signatures().rules()) {
    SCOPED_TRACE(rule.id);
    if (!rule.secret) continue;
    for (const std::string& text : rule.matches) {
      SignatureScanner scanner(builtin_signatures());
      scanner.data(std::as_bytes(std::span(text)));
      for (const Fact& fact : scanner.finish()) {
        if (fact.subject != rule.id) continue;
        const std::string shown = fact.detail.substr(0, fact.detail.find("…"));
        EXPECT_LE(shown.size(), 4U);
        EXPECT_NE(fact.detail.find("characters)"), std::string::npos);
      }
    }
  }
}

TEST(BuiltinRules, HaveOneIdEach) {
  std::set<std::string> ids;
  for (const SignatureRule& rule : builtin_signatures().rules())
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
}

} // namespace
} // namespace package_audit::content::signatures
