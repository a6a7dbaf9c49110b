#include "policy/fields.hpp"
#include "policy/pattern.hpp"
#include "policy/rules.hpp"
#include "policy/values.hpp"

#include <array>

namespace package_audit::policy {

namespace {

constexpr std::array<std::string_view, 10> k_keys{"path",     "type",        "mode",   "owner",
                                                  "max_size", "link_target", "sha256", "reason",
                                                  "optional", "archive"};

void read_attributes(const Scope& scope, const Fields& fields, PathRule& rule) {
  const SourceText& source = scope.source;
  if (const auto* const type = fields.find("type")) rule.type = type_of(source, *type);
  if (const auto* const mode = fields.find("mode")) rule.mode = mode_of(source, *mode);
  if (const auto* const owner = fields.find("owner")) rule.owner = owner_of(source, *owner);
  if (const auto* const size = fields.find("max_size")) {
    rule.max_size = size_of(source, *size, "max_size");
  }
  if (const auto* const target = fields.find("link_target")) {
    rule.link_target = glob_of(scope, *target, "link_target", base::GlobUse::link_target);
  }
  if (const auto* const digest = fields.find("sha256")) rule.sha256 = sha256_of(source, *digest);
  if (const auto* const reason = fields.find("reason")) {
    rule.reason = text_of(source, *reason, "reason");
  }
}

void read_archive(const SourceText& source, const JsonValue& value, std::string_view list,
                  PathRule& rule) {
  if (list != "allow") source.fail(value.offset, "\"archive\" is for \"allow\" only");
  if (text_of(source, value, "archive") != "opaque") {
    source.fail(value.offset, "\"archive\" must be \"opaque\"; archives are opened without it");
  }
  if (rule.reason.empty()) {
    source.fail(value.offset,
                "\"archive\": \"opaque\" needs a \"reason\": what is in it is not audited");
  }
  rule.opaque = true;
}

PathRule read_path(const Scope& scope, const JsonValue& value, std::string_view list) {
  const SourceText& source = scope.source;
  if (value.kind == JsonValue::Kind::string) {
    return {.glob = glob_of(scope, value, "path"), .location = source.location(value.offset)};
  }
  if (value.kind != JsonValue::Kind::object) {
    fail_type(source, value, list, "a list of strings and objects");
  }
  const Fields fields(source, value, "a path rule", k_keys);
  PathRule rule{.glob = glob_of(scope, fields.get("path"), "path"),
                .location = source.location(value.offset)};
  read_attributes(scope, fields, rule);
  if (const auto* const optional = fields.find("optional")) {
    rule.optional = boolean_of(source, *optional, "optional");
    if (list != "allow") source.fail(optional->offset, "\"optional\" is for \"allow\" only");
  }
  if (const auto* const archive = fields.find("archive")) {
    read_archive(source, *archive, list, rule);
  }
  return rule;
}

} // namespace

std::vector<PathRule> read_paths(const Scope& scope, const JsonValue& list, std::string_view name) {
  std::vector<PathRule> rules;
  for (const JsonValue& item : items_of(scope.source, list, name))
    rules.push_back(read_path(scope, item, name));
  return rules;
}

} // namespace package_audit::policy
