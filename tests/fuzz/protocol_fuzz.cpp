// Any bytes as what a worker sends: no crash, within the memory that the limits give, the same
// however the bytes are cut, and what counts as complete says exactly what was understood.

#include "formats/fault.hpp"
#include "sandbox/protocol.hpp"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace {

using namespace package_audit;

constexpr Limits k_limits{.unpacked_size = 1 << 20, .entries = 50, .memory = 1 << 20};

std::string encode(const Artifact& artifact, sandbox::LayerSet layers) {
  std::string bytes;
  sandbox::RecordWriter writer([&](std::span<const std::byte> block) {
    bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
  });
  writer.layers(layers);
  if (artifact.format != Format::unknown) writer.format(artifact.format);
  for (const Entry& entry : artifact.entries)
    writer.entry(entry);
  writer.finish(artifact);
  return bytes;
}

// Decodes the stream and encodes the result again; nothing unless it is complete.
std::optional<std::string> decode(std::span<const std::byte> bytes, std::size_t step,
                                  sandbox::InputKind kind) {
  Artifact artifact;
  sandbox::RecordReader reader(artifact, k_limits, kind);
  try {
    for (; bytes.size() > step; bytes = bytes.subspan(step))
      reader.feed(bytes.first(step));
    reader.feed(bytes);
  } catch (const formats::ReadFault&) {
    return std::nullopt;
  }
  if (!reader.is_complete()) return std::nullopt;
  return encode(artifact, *reader.layers());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes = std::as_bytes(std::span(data, size));
  const std::string sent(reinterpret_cast<const char*>(data), size);
  for (const sandbox::InputKind kind :
       {sandbox::InputKind::package, sandbox::InputKind::directory}) {
    const auto whole = decode(bytes, size + 1, kind);
    if (whole && *whole != sent) std::abort();
    if (decode(bytes, 7, kind) != whole) std::abort();
  }
  return 0;
}
