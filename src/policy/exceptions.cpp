#include "base/text.hpp"
#include "checks/registry.hpp"
#include "policy/fields.hpp"
#include "policy/pattern.hpp"
#include "policy/rules.hpp"
#include "policy/values.hpp"

#include <fmt/format.h>

#include <array>

namespace package_audit::policy {

namespace {

constexpr std::array<std::string_view, 6> k_keys{"check",       "path",    "reason",
                                                 "approved_by", "expires", "sha256"};

Exception read_exception(const Scope& scope, const JsonValue& value) {
  const SourceText& source = scope.source;
  const Fields fields(source, value, "an exception", k_keys);
  const JsonValue& id = fields.get("check");
  const Check& check = check_of(scope, string_of(source, id, "check"), id.offset);
  if (check.mandatory) {
    source.fail(id.offset, fmt::format("the check \"{}\" takes no exceptions: what it finds means "
                                       "that the package was not audited",
                                       check.id));
  }
  Exception exception{.check = std::string(check.id),
                      .path = glob_of(scope, fields.get("path"), "path"),
                      .reason = text_of(source, fields.get("reason"), "reason"),
                      .approved_by = text_of(source, fields.get("approved_by"), "approved_by"),
                      .expires = date_of(source, fields.get("expires"), "expires"),
                      .location = source.location(value.offset)};
  if (const auto* const digest = fields.find("sha256")) {
    exception.sha256 = sha256_of(source, *digest);
  }
  return exception;
}

} // namespace

const Check& check_of(const Scope& scope, const std::string& id, std::size_t offset) {
  if (const Check* const check = checks::find_check(id)) return *check;
  std::vector<std::string_view> ids;
  for (const Check* const check : checks::all_checks())
    ids.push_back(check->id);
  const std::string message = fmt::format("unknown check \"{}\"", base::printable(id));
  scope.source.fail(offset, message + hint(id, ids));
}

std::vector<Exception> read_exceptions(const Scope& scope, const JsonValue& list) {
  std::vector<Exception> exceptions;
  for (const JsonValue& item : items_of(scope.source, list, "exceptions"))
    exceptions.push_back(read_exception(scope, item));
  return exceptions;
}

} // namespace package_audit::policy
