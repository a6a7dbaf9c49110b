#include "policy/load.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "policy/builtin.hpp"
#include "policy/canonical.hpp"
#include "policy/documents.hpp"
#include "policy/fields.hpp"
#include "policy/pattern.hpp"
#include "policy/rules.hpp"
#include "policy/signatures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace package_audit::policy {

namespace {

Fields fields_of(const PolicyDocument& document) {
  return {*document.source, document.root, "the policy", policy_keys()};
}

// The defaults of every file, the extending one's last, then the values of the caller.
Variables collect_variables(std::span<const PolicyDocument> documents, const Variables& given) {
  Variables variables = given;
  for (const PolicyDocument& document : documents) {
    const JsonValue* const object = fields_of(document).find("variables");
    if (object == nullptr) continue;
    const SourceText& source = *document.source;
    for (const JsonValue& member : members_of(source, *object, "variables")) {
      if (!is_variable_name(member.key)) {
        source.fail(member.key_offset,
                    fmt::format("\"{}\" is not a variable's name: letters, digits, "
                                "'_', '-' and '.' are allowed",
                                base::printable(member.key)));
      }
      const std::string& value = string_of(source, member, member.key);
      if (!given.contains(member.key)) variables[member.key] = value;
    }
  }
  return variables;
}

Enforcement enforcement_of(const SourceText& source, const JsonValue& value) {
  constexpr std::array<std::string_view, 2> k_names{"enforce", "report"};
  const std::string& text = string_of(source, value, "enforcement");
  if (text == k_names[0]) return Enforcement::enforce;
  if (text == k_names[1]) return Enforcement::report;
  source.fail(value.offset, fmt::format("unknown enforcement \"{}\"{}", base::printable(text),
                                        hint(text, k_names)));
}

void add(Policy& policy, const Scope& scope, const Fields& fields) {
  merge(policy.common, read_rules(scope, fields));
  if (const auto* const schema = fields.find("$schema")) {
    string_of(scope.source, *schema, "$schema");
  }
  if (const auto* const enforcement = fields.find("enforcement")) {
    policy.enforcement = enforcement_of(scope.source, *enforcement);
  }
  if (const auto* const signatures = fields.find("signatures")) {
    std::ranges::move(read_signatures(scope, *signatures), std::back_inserter(policy.signatures));
  }
  if (const auto* const packages = fields.find("packages")) {
    for (const JsonValue& item : items_of(scope.source, *packages, "packages"))
      policy.blocks.push_back(read_block(scope, item));
  }
}

// A bundled policy may be loaded by itself; rules_for() refuses to audit by one that allows
// nothing.
bool may_allow_nothing(std::string_view file) {
  return file.starts_with(k_builtin_prefix);
}

bool allows_something(const Policy& policy) {
  return !policy.common.allow.empty() ||
         std::any_of(policy.blocks.begin(), policy.blocks.end(),
                     [](const PackageBlock& block) { return !block.rules.allow.empty(); });
}

void refuse_empty_allowlist(const PolicyDocument& document) {
  const JsonValue* const allow = fields_of(document).find("allow");
  document.source->fail(allow == nullptr ? document.root.offset : allow->offset,
                        "the policy allows nothing, so it could accept no package: "
                        "list what may ship in \"allow\"");
}

// A finding names the rule by its id.
void require_unique_signatures(const Policy& policy) {
  std::set<std::string_view> ids;
  for (const SignatureRule& rule : policy.signatures) {
    if (!ids.insert(rule.id).second) {
      throw base::Error(fmt::format("{}: two signatures are called \"{}\"; bundled ones count too",
                                    policy.name, base::printable(rule.id)));
    }
  }
}

} // namespace

Policy load_policy(std::string_view file, const Variables& variables) {
  const std::vector<PolicyDocument> documents = read_documents(file);
  const Variables values = collect_variables(documents, variables);
  Policy policy{.name = std::string(file)};
  for (const PolicyDocument& document : documents)
    add(policy, {.source = *document.source, .variables = values}, fields_of(document));
  if (!may_allow_nothing(file) && !allows_something(policy))
    refuse_empty_allowlist(documents.back());
  // Of the policy's own rules: the bundled signatures come with the program.
  policy.sha256 = base::sha256(canonical_form(policy));
  const std::vector<SignatureRule>& bundled = builtin_signature_rules();
  policy.signatures.insert(policy.signatures.begin(), bundled.begin(), bundled.end());
  require_unique_signatures(policy);
  return policy;
}

} // namespace package_audit::policy
