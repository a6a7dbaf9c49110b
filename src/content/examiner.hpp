#pragma once

#include "signature/scanner.hpp"
#include "structure/kept_bytes.hpp"
#include <package_audit/fact.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace package_audit {

// Looks at the content of one entry after the other while it streams past, each byte once.
class Examiner {
public:
  // Knows no signatures.
  Examiner();
  // `signatures` must outlive it.
  explicit Examiner(const SignatureSet& signatures) : scanner_(signatures) {}

  void data(std::span<const std::byte> bytes) { scanner_.data(bytes); }
  // Ends one content and begins the next.
  std::vector<Fact> finish() { return scanner_.finish(); }

private:
  SignatureScanner scanner_;
};

} // namespace package_audit
