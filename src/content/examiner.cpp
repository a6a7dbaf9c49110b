#include "content/examiner.hpp"

#include "content/structure.hpp"

#include <algorithm>

namespace package_audit::content {

namespace {

const signatures::SignatureSet& no_signatures() {
  static const signatures::SignatureSet none;
  return none;
}

} // namespace

Examiner::Examiner() : Examiner(no_signatures()) {}

void Examiner::data(std::span<const std::byte> bytes) {
  scanner_.data(bytes);
  inline_maps_.data(bytes);
  keep(bytes);
}

void Examiner::keep(std::span<const std::byte> bytes) {
  if (structure_ == Structure::unknown) {
    const std::size_t missing = k_structure_head - static_cast<std::size_t>(kept_.size());
    const std::size_t taken = std::min(missing, bytes.size());
    kept_.append(bytes.first(taken));
    bytes = bytes.subspan(taken);
    if (taken == missing) structure_ = has_structure() ? Structure::wanted : Structure::none;
  }
  if (structure_ == Structure::wanted) kept_.append(bytes);
}

bool Examiner::has_structure() const {
  return wants_structure(*kept_.at(0, std::min<std::uint64_t>(kept_.size(), k_structure_head)));
}

std::vector<Fact> Examiner::finish() {
  std::vector<Fact> facts = scanner_.finish();
  inline_maps_.finish(facts);
  if (structure_ != Structure::none && has_structure()) read_structure(kept_, facts);
  kept_.clear();
  structure_ = Structure::unknown;
  return facts;
}

} // namespace package_audit::content
