#pragma once

#include "base/byte_source.hpp"
#include "model/policy.hpp"
#include "readings/reading.hpp"

#include <cstring>
#include <span>
#include <string_view>

namespace package_audit::readings {

// A source that does not own its bytes, which must outlive it.
class ViewSource final : public base::ByteSource {
public:
  explicit ViewSource(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override;

private:
  std::string_view bytes_;
};

// Reads like inspect(), but from any source and without the digest of the file. Only the reader of
// `only` is tried unless it is `unknown`. Passes on the exceptions of the source.
Artifact inspect_source(base::ByteSource& source, const Limits& limits,
                        Format only = Format::unknown);

} // namespace package_audit::readings
