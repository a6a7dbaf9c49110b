#include "policy/signatures.hpp"

#include "base/text.hpp"
#include "checks/registry.hpp"
#include "content/signatures/signature_set.hpp"
#include "policy/builtin.hpp"
#include "policy/fields.hpp"
#include "policy/rules.hpp"
#include "policy/values.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace package_audit::policy {

namespace {

constexpr std::array<std::string_view, 16> k_keys{
    "id",       "check", "what",       "anchors",  "pattern", "reach", "requires", "unless",
    "any_case", "at",    "validators", "severity", "secret",  "hint",  "matches",  "non_matches"};

struct RenamedKey {
  std::string_view before{};
  std::string_view now{};
};
constexpr std::array k_renamed_keys{RenamedKey{"also", "requires"}, RenamedKey{"except", "unless"},
                                    RenamedKey{"look_alikes", "non_matches"}};
constexpr std::array<std::string_view, 5> k_validators{"not-placeholder", "random", "base62-crc32",
                                                       "key-body", "json-object"};

// Of "xNN".
std::optional<char> hex_byte(std::string_view text) {
  unsigned value = 0;
  if (text.size() < 3 || text[0] != 'x') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 3, value, 16);
  if (error != std::errc() || end != text.data() + 3) return std::nullopt;
  return static_cast<char>(value);
}

// JSON has no way to write any byte: \xNN is the byte NN, \\ a backslash.
std::string bytes_of(const SourceText& source, const JsonValue& value, std::string_view name) {
  const std::string& text = text_of(source, value, name);
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
      continue;
    }
    const std::string_view rest = std::string_view(text).substr(i + 1);
    if (rest.starts_with('\\')) {
      bytes += '\\';
      ++i;
    } else if (const auto byte = hex_byte(rest)) {
      bytes += *byte;
      i += 3;
    } else {
      source.fail(offset_in_string(source, value, i),
                  fmt::format("a backslash in \"{}\" is written \\\\\\\\, any byte \\\\xNN", name));
    }
  }
  return bytes;
}

std::vector<std::string> texts_of(const SourceText& source, const Fields& fields,
                                  std::string_view name) {
  std::vector<std::string> texts;
  const JsonValue* const list = fields.find(name);
  if (list == nullptr) return texts;
  for (const JsonValue& item : items_of(source, *list, name))
    texts.push_back(bytes_of(source, item, name));
  return texts;
}

Validator validator_of(const SourceText& source, const JsonValue& value) {
  const std::string& name = string_of(source, value, "validators");
  const auto validator = parse_validator(name);
  if (!validator) {
    source.fail(value.offset, fmt::format("unknown validator \"{}\"{}", base::printable(name),
                                          hint(name, k_validators)));
  }
  return *validator;
}

// One that reports what signatures find.
std::string check_of_rule(const Scope& scope, const JsonValue& value) {
  const std::string& id = string_of(scope.source, value, "check");
  if (check_of(scope, id, value.offset).takes_signatures) return id;
  std::vector<std::string_view> ids;
  for (const Check* const check : checks::all_checks()) {
    if (check->takes_signatures) ids.push_back(check->id);
  }
  scope.source.fail(value.offset, fmt::format("the check \"{}\" takes no signatures{}",
                                              base::printable(id), hint("", ids)));
}

// Throws Error for a key that has another name now: hint() compares spellings only.
void require_current_keys(const SourceText& source, const JsonValue& rule) {
  for (const JsonValue& member : rule.items) {
    for (const RenamedKey& key : k_renamed_keys) {
      if (member.key != key.before) continue;
      source.fail(member.key_offset, fmt::format("unknown key \"{}\" in a signature; it is called "
                                                 "\"{}\" now",
                                                 key.before, key.now));
    }
  }
}

SignatureRule read_rule(const Scope& scope, const JsonValue& value) {
  const SourceText& source = scope.source;
  require_current_keys(source, value);
  const Fields fields(source, value, "a signature", k_keys);
  SignatureRule rule{.id = text_of(source, fields.get("id"), "id"),
                     .check = check_of_rule(scope, fields.get("check")),
                     .what = text_of(source, fields.get("what"), "what"),
                     .anchors = texts_of(source, fields, "anchors"),
                     .pattern = text_of(source, fields.get("pattern"), "pattern"),
                     .matches = texts_of(source, fields, "matches"),
                     .non_matches = texts_of(source, fields, "non_matches")};
  if (const auto* const reach = fields.find("reach")) {
    rule.reach = static_cast<std::size_t>(count_of(source, *reach, "reach"));
  }
  if (const auto* const text = fields.find("requires"))
    rule.required = bytes_of(source, *text, "requires");
  if (const auto* const text = fields.find("unless"))
    rule.unless = text_of(source, *text, "unless");
  if (const auto* const flag = fields.find("any_case")) {
    rule.any_case = boolean_of(source, *flag, "any_case");
  }
  if (const auto* const flag = fields.find("secret")) {
    rule.secret = boolean_of(source, *flag, "secret");
  }
  if (const auto* const at = fields.find("at")) rule.at = count_of(source, *at, "at");
  if (const auto* const level = fields.find("severity")) {
    rule.severity = severity_of(source, *level);
    if (rule.severity == Severity::off)
      source.fail(level->offset, "a signature that is off finds nothing; leave it out");
  }
  if (const auto* const text = fields.find("hint")) rule.hint = text_of(source, *text, "hint");
  if (const auto* const list = fields.find("validators")) {
    for (const JsonValue& item : items_of(source, *list, "validators"))
      rule.validators.push_back(validator_of(source, item));
  }
  // The bundled ones are tested, and compiling a pattern takes time.
  if (!source.name().starts_with(k_builtin_prefix)) {
    const std::string fault = content::signatures::fault_of(rule);
    if (!fault.empty()) {
      source.fail(value.offset, fmt::format("the signature \"{}\" {}", base::printable(rule.id),
                                            base::printable(fault)));
    }
  }
  return rule;
}

} // namespace

std::vector<SignatureRule> read_signatures(const Scope& scope, const JsonValue& list) {
  std::vector<SignatureRule> rules;
  for (const JsonValue& item : items_of(scope.source, list, "signatures"))
    rules.push_back(read_rule(scope, item));
  return rules;
}

namespace {

std::vector<SignatureRule> parse_builtin_signatures() {
  constexpr std::array<std::string_view, 3> k_file_keys{"$schema", "version", "signatures"};
  const SourceText source(std::string(k_builtin_prefix) + "signatures",
                          std::string(builtin_signatures()));
  const JsonValue root = parse_json(source);
  const Fields fields(source, root, "the file", k_file_keys);
  const Variables none;
  return read_signatures({.source = source, .variables = none}, fields.get("signatures"));
}

} // namespace

const std::vector<SignatureRule>& builtin_signature_rules() {
  static const std::vector<SignatureRule> rules = parse_builtin_signatures();
  return rules;
}

} // namespace package_audit::policy
