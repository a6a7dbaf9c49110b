#include "content/content_scanner.hpp"

#include "content/structure.hpp"

#include <algorithm>

namespace package_audit::content {

void ContentScanner::data(std::span<const std::byte> bytes) {
  signature_scanner_.data(bytes);
  inline_map_scanner_.data(bytes);
  buffer(bytes);
}

void ContentScanner::buffer(std::span<const std::byte> bytes) {
  if (structure_ == Structure::unknown) {
    const std::size_t missing = k_structure_head_size - static_cast<std::size_t>(buffer_.size());
    const std::size_t taken = std::min(missing, bytes.size());
    buffer_.append(bytes.first(taken));
    bytes = bytes.subspan(taken);
    if (taken == missing) structure_ = has_reader() ? Structure::known : Structure::none;
  }
  if (structure_ == Structure::known) buffer_.append(bytes);
}

bool ContentScanner::has_reader() const {
  return has_structure_reader(
      *buffer_.at(0, std::min<std::uint64_t>(buffer_.size(), k_structure_head_size)));
}

std::vector<Fact> ContentScanner::finish() {
  std::vector<Fact> facts = signature_scanner_.finish();
  inline_map_scanner_.finish(facts);
  if (structure_ != Structure::none && has_reader()) read_structure(buffer_, facts);
  buffer_.clear();
  structure_ = Structure::unknown;
  return facts;
}

} // namespace package_audit::content
