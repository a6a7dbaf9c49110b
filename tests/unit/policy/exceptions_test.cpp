#include "base/digest.hpp"
#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

namespace package_audit::policy {
namespace {

using Member = std::pair<std::string_view, std::string_view>;

constexpr std::array<Member, 5> k_members{
    Member{"check", R"("secret-file")"}, Member{"path", R"("share/acme/demo.pem")"},
    Member{"reason", R"("public demo key")"}, Member{"approved_by", R"("release team")"},
    Member{"expires", R"("2027-03-31")"}};

// A whole exception but for one member, which has `value` instead; without a value it is left out.
std::string exception_with(std::string_view key, std::string_view value) {
  std::string members;
  for (const auto& [name, usual] : k_members) {
    const std::string_view given = name == key ? value : usual;
    if (given.empty()) continue;
    members += (members.empty() ? "" : ", ") + std::string("\"") + std::string(name) +
               "\": " + std::string(given);
  }
  return policy_with("\"exceptions\": [@{" + members + "}]");
}

std::string pointing_at_value(std::string text, std::string_view value) {
  text.erase(text.find('@'), 1);
  return text.insert(text.find(value), "@");
}

TEST(PolicyExceptions, AreReadWhole) {
  const std::string digest(64, 'a');
  const Policy policy = load_text(policy_with(
      R"("exceptions": [{"check": "secret-file", "path": "share/*.pem", "sha256": ")" + digest +
      R"(", "reason": "public demo key", "approved_by": "release team", "expires": "2027-03-31"}])"));
  ASSERT_EQ(policy.common.exceptions.size(), 1u);
  const Exception& exception = policy.common.exceptions.front();
  EXPECT_EQ(exception.check, "secret-file");
  EXPECT_TRUE(exception.path.matches("share/demo.pem"));
  EXPECT_EQ(base::to_hex(exception.sha256.value()), digest);
  EXPECT_EQ(exception.reason, "public demo key");
  EXPECT_EQ(exception.approved_by, "release team");
  EXPECT_EQ(exception.expires, base::Date(2027, 3, 31));
  EXPECT_EQ(exception.location.line, 1u);
}

TEST(PolicyExceptions, NeedEveryField) {
  for (const auto& [name, usual] : k_members) {
    expect_mistake(exception_with(name, ""), "an exception needs \"" + std::string(name) + "\"");
  }
}

TEST(PolicyExceptions, NeedAnswersThatAreNotBlank) {
  for (const std::string_view name : {"reason", "approved_by"}) {
    expect_mistake(pointing_at_value(exception_with(name, "\" \""), "\" \""),
                   "\"" + std::string(name) + "\" must not be empty");
  }
}

TEST(PolicyExceptions, NeedADayOfTheCalendar) {
  for (const std::string date :
       {"31.3.2027", "2027-02-30", "2027-3-31", "2027-03-31T00:00", "never"}) {
    const std::string value = "\"" + date + "\"";
    expect_mistake(pointing_at_value(exception_with("expires", value), value),
                   value + " is not a date of the calendar: write it as \"2027-03-31\"");
  }
}

TEST(PolicyExceptions, NeedACheckThatExists) {
  expect_mistake(
      pointing_at_value(exception_with("check", R"("secret-files")"), R"("secret-files")"),
      "unknown check \"secret-files\"; did you mean \"secret-file\"?");
}

TEST(PolicyExceptions, CannotAcceptWhatWasNotAudited) {
  expect_mistake(
      pointing_at_value(exception_with("check", R"("unreadable-package")"),
                        R"("unreadable-package")"),
      "the check \"unreadable-package\" takes no exceptions: what it finds means that the package "
      "was not audited");
}

} // namespace
} // namespace package_audit::policy
