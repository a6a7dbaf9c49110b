#include "policy/rules.hpp"

#include "policy/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace package_audit {

namespace {

struct LimitKey {
  std::string_view key;
  std::uint64_t Limits::*field;
  bool in_bytes;
};

constexpr std::array k_limits{
    LimitKey{"package_size", &Limits::package_size, true},
    LimitKey{"entry_size", &Limits::entry_size, true},
    LimitKey{"unpacked_size", &Limits::unpacked_size, true},
    LimitKey{"entries", &Limits::entries, false},
    LimitKey{"path_length", &Limits::path_length, false},
};

auto read_severities(const Scope& scope, const JsonValue& object) {
  std::map<std::string, SeverityRule, std::less<>> severities;
  for (const JsonValue& member : members_of(scope.source, object, "checks")) {
    const KnownCheck& check = check_of(scope, member.key, member.key_offset);
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
  std::array<std::string_view, k_limits.size()> keys;
  std::transform(k_limits.begin(), k_limits.end(), keys.begin(),
                 [](const LimitKey& limit) { return limit.key; });
  const Fields fields(source, object, "\"limits\"", keys);
  std::map<std::string, std::uint64_t, std::less<>> limits;
  for (const LimitKey& limit : k_limits) {
    const JsonValue* const value = fields.find(limit.key);
    if (value == nullptr) continue;
    const std::uint64_t amount =
        limit.in_bytes ? size_of(source, *value, limit.key) : count_of(source, *value, limit.key);
    if (amount == 0) source.fail(value->offset, fmt::format("\"{}\" must not be 0", limit.key));
    limits[std::string(limit.key)] = amount;
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
  if (const auto* const prefix = fields.find("prefix")) rules.prefix = prefix_of(scope, *prefix);
  return rules;
}

void apply_limits(const std::map<std::string, std::uint64_t, std::less<>>& limits, Limits& target) {
  for (const LimitKey& limit : k_limits) {
    const auto found = limits.find(limit.key);
    if (found != limits.end()) target.*limit.field = found->second;
  }
}

} // namespace package_audit
