#pragma once

#include "content/head_tail_buffer.hpp"
#include "content/signatures/scanner.hpp"
#include "content/source_maps/inline_map_scanner.hpp"
#include "model/fact.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace package_audit::content {

// Finds the facts of one content after the other, each given block by block: signatures, source
// maps inside other files, and the structure of known formats.
class ContentScanner {
public:
  // `signatures` must outlive it.
  explicit ContentScanner(const signatures::SignatureSet& signatures)
      : signature_scanner_(signatures) {}

  void data(std::span<const std::byte> bytes);
  // Ends one content and begins the next.
  std::vector<Fact> finish();

private:
  // Whether a reader knows the content's format; unknown before the first bytes are complete.
  enum class Structure : std::uint8_t { unknown, none, known };

  void buffer(std::span<const std::byte> bytes);
  bool has_reader() const;

  signatures::SignatureScanner signature_scanner_;
  source_maps::InlineMapScanner inline_map_scanner_;
  HeadTailBuffer buffer_;
  Structure structure_ = Structure::unknown;
};

} // namespace package_audit::content
