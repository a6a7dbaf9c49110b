#pragma once

#include "model/signature.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace package_audit::content::signatures {

// Why a rule cannot be used: a bad anchor or pattern, an example that does not match, a non-match
// that does. Empty for a sound rule. Completes "the signature ...".
std::string fault_of(const SignatureRule& rule);

// Compiled signature rules. Several scanners may use a set, but not at the same time.
class SignatureSet {
public:
  // Without rules.
  SignatureSet();
  // Rules must be sound, see fault_of(). The fast search is compiled when more than
  // `compile_threshold` bytes have been searched; results do not depend on it.
  explicit SignatureSet(std::vector<SignatureRule> rules,
                        std::size_t compile_threshold = k_compile_threshold);
  ~SignatureSet();
  SignatureSet(SignatureSet&&) noexcept;
  SignatureSet& operator=(SignatureSet&&) noexcept;

  const std::vector<SignatureRule>& rules() const;

  // Compilation takes as long as some megabytes of the slower search.
  static constexpr std::size_t k_compile_threshold = std::size_t{4} << 20;

private:
  friend class SignatureScanner;
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

} // namespace package_audit::content::signatures
