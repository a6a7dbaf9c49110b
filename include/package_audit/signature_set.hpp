#pragma once

#include <package_audit/signature.hpp>

#include <memory>
#include <string>
#include <vector>

namespace package_audit {

// What is wrong with a rule: an anchor or a pattern that cannot be used, an example that it does
// not find or a look-alike that it does. Empty when all is well.
std::string fault_of(const SignatureRule& rule);

// Signature rules, ready to be searched for. Any number of scans may use it, one after the other.
class SignatureSet {
public:
  // Finds nothing.
  SignatureSet();
  // Of rules in which fault_of() finds nothing.
  explicit SignatureSet(std::vector<SignatureRule> rules);
  ~SignatureSet();
  SignatureSet(SignatureSet&&) noexcept;
  SignatureSet& operator=(SignatureSet&&) noexcept;

  const std::vector<SignatureRule>& rules() const;

private:
  friend class SignatureScanner;
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

} // namespace package_audit
