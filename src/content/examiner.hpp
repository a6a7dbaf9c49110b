#pragma once

#include "content/kept_bytes.hpp"
#include "content/signatures/scanner.hpp"
#include "content/source_maps/inline_maps.hpp"
#include "model/fact.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace package_audit::content {

// Looks at the content of one entry after the other while it streams past, each byte once.
class Examiner {
public:
  // Knows no signatures.
  Examiner();
  // `signatures` must outlive it.
  explicit Examiner(const signatures::SignatureSet& signatures) : scanner_(signatures) {}

  void data(std::span<const std::byte> bytes);
  // Ends one content and begins the next.
  std::vector<Fact> finish();

private:
  // What is known of the content's format: nothing before its first bytes are all there.
  enum class Structure : std::uint8_t { unknown, none, wanted };

  void keep(std::span<const std::byte> bytes);
  bool has_structure() const;

  signatures::SignatureScanner scanner_;
  source_maps::InlineMaps inline_maps_;
  KeptBytes kept_;
  Structure structure_ = Structure::unknown;
};

} // namespace package_audit::content
