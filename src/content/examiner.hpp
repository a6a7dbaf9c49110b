#pragma once

#include "signature/scanner.hpp"
#include "structure/inline_maps.hpp"
#include "structure/kept_bytes.hpp"
#include <package_audit/fact.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace package_audit {

// Looks at the content of one entry after the other while it streams past, each byte once.
class Examiner {
public:
  // Knows no signatures.
  Examiner();
  // `signatures` must outlive it.
  explicit Examiner(const SignatureSet& signatures) : scanner_(signatures) {}

  void data(std::span<const std::byte> bytes);
  // Ends one content and begins the next.
  std::vector<Fact> finish();

private:
  // What is known of the content's format: nothing before its first bytes are all there.
  enum class Structure : std::uint8_t { unknown, none, wanted };

  void keep(std::span<const std::byte> bytes);
  bool has_structure() const;

  SignatureScanner scanner_;
  InlineMaps inline_maps_;
  KeptBytes kept_;
  Structure structure_ = Structure::unknown;
};

} // namespace package_audit
