#include "policy/rules.hpp"

#include "policy/values.hpp"

#include <fmt/format.h>

#include <vector>

namespace package_audit::policy {

namespace {

auto read_severities(const Scope& scope, const JsonValue& object) {
  std::map<std::string, SeverityRule, std::less<>> severities;
  for (const JsonValue& member : members_of(scope.source, object, "checks")) {
    const Check& check = check_of(scope, member.key, member.key_offset);
    const Severity severity = severity_of(scope.source, member);
    if (check.mandatory && severity != Severity::error) {
      scope.source.fail(member.offset,
                        fmt::format("the check \"{}\" cannot be lowered: what it finds means that "
                                    "the package was not audited",
                                    check.id));
    }
    severities[member.key] = {.severity = severity,
                              .location = scope.source.location(member.key_offset)};
  }
  return severities;
}

auto read_limits(const SourceText& source, const JsonValue& object) {
  if (object.kind != JsonValue::Kind::object) fail_type(source, object, "limits", "an object");
  std::vector<std::string_view> keys;
  for (const LimitInfo& limit : all_limits())
    keys.push_back(limit.name);
  const Fields fields(source, object, "\"limits\"", keys);
  std::map<std::string, std::uint64_t, std::less<>> limits;
  for (const LimitInfo& limit : all_limits()) {
    const JsonValue* const value = fields.find(limit.name);
    if (value == nullptr) continue;
    const std::uint64_t amount = limit.unit == LimitUnit::bytes
                                     ? size_of(source, *value, limit.name)
                                     : count_of(source, *value, limit.name);
    if (amount == 0) source.fail(value->offset, fmt::format("\"{}\" must not be 0", limit.name));
    if (limit.value == &Limits::nesting && amount > Limits::k_max_nesting) {
      source.fail(value->offset,
                  fmt::format("\"{}\" must not be over {}", limit.name, Limits::k_max_nesting));
    }
    limits[std::string(limit.name)] = amount;
  }
  return limits;
}

} // namespace

RuleSet read_rules(const Scope& scope, const Fields& fields) {
  RuleSet rules;
  const auto read = [&](std::string_view key, std::vector<PathRule>& target) {
    if (const auto* const list = fields.find(key)) target = read_paths(scope, *list, key);
  };
  read("allow", rules.allow);
  read("require", rules.require);
  read("deny", rules.deny);
  if (const auto* const checks = fields.find("checks")) {
    rules.severities = read_severities(scope, *checks);
  }
  if (const auto* const exceptions = fields.find("exceptions")) {
    rules.exceptions = read_exceptions(scope, *exceptions);
  }
  if (const auto* const limits = fields.find("limits")) {
    rules.limits = read_limits(scope.source, *limits);
  }
  if (const auto* const prefix = fields.find("prefix")) rules.prefix = read_prefix(scope, *prefix);
  return rules;
}

} // namespace package_audit::policy
