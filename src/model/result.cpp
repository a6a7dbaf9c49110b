#include "model/result.hpp"

namespace package_audit {

const std::string& path_of(const Finding& finding, const Artifact& artifact) {
  return finding.entry == Finding::k_no_entry ? finding.path
                                              : artifact.entries.at(finding.entry).path;
}

const PathRule* rule_of(const ListMatch& match, const RuleSet& rules) {
  return match.rule ? &rules.allow.at(*match.rule) : nullptr;
}

bool Diagnostic::refuses() const {
  return severity == Severity::error && !exception;
}

} // namespace package_audit
