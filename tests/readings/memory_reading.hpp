#pragma once

#include "base/byte_source.hpp"
#include "model/policy.hpp"
#include "readings/reading.hpp"

#include <cstring>
#include <span>
#include <string_view>

namespace package_audit::readings {

// Bytes of somebody else, who keeps them.
class ViewSource final : public base::ByteSource {
public:
  explicit ViewSource(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override;

private:
  std::string_view bytes_;
};

// As inspect() reads a file, from any source and without the file's digest. A format that is named
// is the only one that may open it. What the source throws comes through.
Artifact inspect_source(base::ByteSource& source, const Limits& limits,
                        Format only = Format::unknown);

} // namespace package_audit::readings
