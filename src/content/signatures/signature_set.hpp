#pragma once

#include "model/signature.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace package_audit::content::signatures {

// What is wrong with a rule: an anchor or a pattern that cannot be used, an example that it does
// not find or a non-match that it does. Empty when all is well.
std::string fault_of(const SignatureRule& rule);

// Signature rules, ready to be searched for. Any number of scans may use it, one after the other.
class SignatureSet {
public:
  // Finds nothing.
  SignatureSet();
  // Of rules in which fault_of() finds nothing. A fast search is prepared as soon as more than
  // `patience` bytes were searched; before, a slower one that needs no preparation does the same.
  explicit SignatureSet(std::vector<SignatureRule> rules, std::size_t patience = k_patience);
  ~SignatureSet();
  SignatureSet(SignatureSet&&) noexcept;
  SignatureSet& operator=(SignatureSet&&) noexcept;

  const std::vector<SignatureRule>& rules() const;

  // The preparation takes as long as some megabytes of the slower search.
  static constexpr std::size_t k_patience = std::size_t{4} << 20;

private:
  friend class SignatureScanner;
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

} // namespace package_audit::content::signatures
