#include "policy/canonical.hpp"

#include "base/date.hpp"
#include "base/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace package_audit::policy {

namespace {

// "name 5:value" lines: with the length, no value can look like two.
class Record {
public:
  void add(std::string_view name, std::string_view value) {
    text_ += fmt::format("{} {}:{}\n", name, value.size(), value);
  }

  void add_sorted(std::string_view name, std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (const std::string& value : values)
      add(name, value);
  }

  std::string take() { return std::move(text_); }

private:
  std::string text_;
};

std::string form_of(const PathRule& rule) {
  Record record;
  record.add("path", rule.glob.text());
  if (rule.type) record.add("type", to_string(*rule.type));
  if (rule.mode) record.add("mode", fmt::format("{:04o}", *rule.mode));
  if (rule.owner) record.add("owner", *rule.owner);
  if (rule.max_size) record.add("max_size", std::to_string(*rule.max_size));
  if (rule.link_target) record.add("link_target", rule.link_target->text());
  if (rule.sha256) record.add("sha256", base::to_hex(*rule.sha256));
  if (rule.optional) record.add("optional", "true");
  if (rule.opaque) record.add("archive", "opaque");
  return record.take();
}

std::string form_of(const Exception& exception) {
  Record record;
  record.add("check", exception.check);
  record.add("path", exception.path.text());
  if (exception.sha256) record.add("sha256", base::to_hex(*exception.sha256));
  record.add("reason", exception.reason);
  record.add("approved_by", exception.approved_by);
  record.add("expires", base::to_string(exception.expires));
  return record.take();
}

std::string form_of(const SignatureRule& rule) {
  Record record;
  record.add("id", rule.id);
  record.add("check", rule.check);
  for (const std::string& anchor : rule.anchors)
    record.add("anchor", anchor);
  record.add("pattern", rule.pattern);
  record.add("reach", std::to_string(rule.reach));
  // Another label would change the digest of every policy: bundled rules have both.
  if (!rule.required.empty()) record.add("also", rule.required);
  if (!rule.unless.empty()) record.add("except", rule.unless);
  if (rule.any_case) record.add("any_case", "true");
  if (rule.at) record.add("at", std::to_string(*rule.at));
  for (const Validator validator : rule.validators)
    record.add("validator", to_string(validator));
  if (rule.severity) record.add("severity", to_string(*rule.severity));
  return record.take();
}

template <class Rule>
std::vector<std::string> forms_of(const std::vector<Rule>& rules) {
  std::vector<std::string> forms(rules.size());
  std::transform(rules.begin(), rules.end(), forms.begin(),
                 [](const Rule& rule) { return form_of(rule); });
  return forms;
}

// Without limits and prefix: those of a block are overrides, the common ones are resolved.
void add_rules(Record& record, const RuleSet& rules) {
  record.add_sorted("allow", forms_of(rules.allow));
  record.add_sorted("require", forms_of(rules.require));
  record.add_sorted("deny", forms_of(rules.deny));
  for (const auto& [check, rule] : rules.severities)
    record.add("check", fmt::format("{} {}", check, to_string(rule.severity)));
  record.add_sorted("exception", forms_of(rules.exceptions));
}

std::string form_of(const Limits& limits) {
  std::string form;
  for (const LimitInfo& limit : all_limits()) {
    form += fmt::format("{}{} {}", form.empty() ? "" : " ", limit.name, limits.*limit.value);
  }
  return form;
}

std::string form_of(const PackageBlock& block) {
  Record record;
  if (block.component) record.add("component", *block.component);
  if (block.format) record.add("format", to_string(*block.format));
  if (block.generator) record.add("generator", *block.generator);
  if (block.config) record.add("config", *block.config);
  if (block.name) record.add("name", block.name->text());
  add_rules(record, block.rules);
  for (const auto& [key, value] : block.rules.limits)
    record.add(key, std::to_string(value));
  if (block.rules.prefix) record.add("prefix", *block.rules.prefix);
  return record.take();
}

} // namespace

std::string canonical_form(const Policy& policy) {
  Record record;
  record.add("package-audit-policy", "1");
  record.add("enforcement", policy.enforcement == Enforcement::enforce ? "enforce" : "report");
  record.add("prefix", prefix_of(policy.common));
  record.add("limits", form_of(limits_of(policy.common)));
  add_rules(record, policy.common);
  record.add_sorted("signature", forms_of(policy.signatures));
  // In their order: of two that apply, the later one overrides severities and limits.
  for (const PackageBlock& block : policy.blocks)
    record.add("block", form_of(block));
  return record.take();
}

} // namespace package_audit::policy
