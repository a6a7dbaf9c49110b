#include "base/bytes.hpp"
#include "content/signatures/compiled_set.hpp"
#include "content/signatures/scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace package_audit::content::signatures {

namespace {

re2::RE2::Options options_of(const SignatureRule& rule) {
  // Of a pattern's automaton; RE2 is slower with less.
  constexpr std::int64_t k_max_memory = std::int64_t{1} << 20;
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_case_sensitive(!rule.any_case);
  options.set_max_mem(k_max_memory);
  options.set_log_errors(false);
  return options;
}

std::string anchor_fault(const SignatureRule& rule) {
  if (rule.anchors.empty()) return "has no anchor";
  for (const std::string& anchor : rule.anchors) {
    if (anchor.size() < Anchor::k_min_size) {
      return fmt::format("has the anchor \"{}\", which is shorter than {} bytes", anchor,
                         Anchor::k_min_size);
    }
    if (anchor.size() > SignatureRule::k_before) {
      return fmt::format("has an anchor that is longer than {} bytes", SignatureRule::k_before);
    }
    if (anchor.size() > rule.reach) return "has an anchor that is longer than its reach";
  }
  if (rule.reach > SignatureRule::k_max_reach) {
    return fmt::format("has a reach of more than {} characters", SignatureRule::k_max_reach);
  }
  return {};
}

bool has_match(const SignatureSet& set, std::string_view text) {
  SignatureScanner scanner(set);
  scanner.data(base::as_bytes(text));
  return !scanner.finish().empty();
}

} // namespace

std::string fault_of(const SignatureRule& rule) {
  if (std::string fault = anchor_fault(rule); !fault.empty()) return fault;
  for (const std::string* text : {&rule.pattern, &rule.unless}) {
    if (text->empty()) continue;
    const re2::RE2 pattern(*text, options_of(rule));
    if (!pattern.ok())
      return fmt::format("has a pattern that RE2 does not take: {}", pattern.error());
  }
  if (rule.matches.empty() && rule.non_matches.empty()) return {};
  const SignatureSet set({rule});
  for (const std::string& text : rule.matches) {
    if (!has_match(set, text)) return fmt::format("does not find its example \"{}\"", text);
  }
  for (const std::string& text : rule.non_matches) {
    if (has_match(set, text)) return fmt::format("finds its non-match \"{}\"", text);
  }
  return {};
}

SignatureSet::SignatureSet() : SignatureSet(std::vector<SignatureRule>{}) {}

SignatureSet::SignatureSet(std::vector<SignatureRule> rules, std::size_t compile_threshold)
    : compiled_(std::make_unique<Compiled>()) {
  compiled_->rules = std::move(rules);
  compiled_->patterns.resize(compiled_->rules.size());
  std::vector<Anchor> anchors;
  for (std::uint32_t i = 0; i < compiled_->rules.size(); ++i) {
    const SignatureRule& rule = compiled_->rules[i];
    for (const std::string& anchor : rule.anchors) {
      anchors.push_back({anchor, rule.any_case});
      compiled_->owners.push_back({i, anchor.size()});
    }
  }
  if (!anchors.empty()) compiled_->search = make_anchor_search(anchors, compile_threshold);
}

SignatureSet::~SignatureSet() = default;
SignatureSet::SignatureSet(SignatureSet&&) noexcept = default;
SignatureSet& SignatureSet::operator=(SignatureSet&&) noexcept = default;

const std::vector<SignatureRule>& SignatureSet::rules() const {
  return compiled_->rules;
}

SignatureSet::Compiled::Patterns::Patterns(const SignatureRule& rule)
    : pattern(rule.pattern, options_of(rule)) {
  if (!rule.unless.empty()) unless.emplace(rule.unless, options_of(rule));
}

const SignatureSet::Compiled::Patterns& SignatureSet::Compiled::patterns_of(std::uint32_t rule) {
  std::unique_ptr<Patterns>& known = patterns[rule];
  if (known == nullptr) known = std::make_unique<Patterns>(rules[rule]);
  return *known;
}

} // namespace package_audit::content::signatures
