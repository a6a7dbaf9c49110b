// Any bytes, read as a package of whatever format they look like: no crash, no endless loop, and
// what is accepted by a reader reads the same twice.

#include "archive/format.hpp"
#include "bytes/fault.hpp"
#include "content/collector.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace {

using namespace package_audit;

class MemorySource final : public ByteSource {
public:
  explicit MemorySource(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override {
    if (offset >= bytes_.size()) return 0;
    const auto from = bytes_.subspan(static_cast<std::size_t>(offset));
    const std::size_t length = std::min(from.size(), into.size());
    std::memcpy(into.data(), from.data(), length);
    return length;
  }

private:
  std::span<const std::byte> bytes_;
};

std::optional<std::vector<Entry>> read(std::span<const std::byte> bytes) {
  MemorySource source(bytes);
  const FormatReader* const reader = recognise_format(source);
  if (reader == nullptr) return std::nullopt;
  const Limits limits{.entry_size = 16 << 20, .unpacked_size = 64 << 20, .entries = 10'000};
  Collector collector(limits, bytes.size());
  PackageNotes notes;
  try {
    reader->read(source, Limits{}, collector, notes);
  } catch (const ReadFault&) {
    return std::nullopt;
  }
  return collector.take_entries();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes = std::as_bytes(std::span(data, size));
  const auto first = read(bytes);
  const auto second = read(bytes);
  const bool same = first.has_value() == second.has_value() &&
                    (!first || std::equal(first->begin(), first->end(), second->begin(),
                                          second->end(), [](const Entry& a, const Entry& b) {
                                            return a.member == b.member && a.sha256 == b.sha256;
                                          }));
  if (!same) std::abort();
  return 0;
}
