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

std::string told(const Artifact& artifact, sandbox::LayerSet layers) {
  std::string bytes;
  sandbox::RecordWriter writer([&](std::span<const std::byte> block) {
    bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
  });
  writer.layers(layers);
  if (artifact.format != Format::unknown) writer.format(artifact.format);
  for (const Entry& entry : artifact.entries)
    writer.entry(entry);
  writer.rest(artifact);
  return bytes;
}

// What the stream says, told again; nothing unless it is complete.
std::optional<std::string> heard(std::span<const std::byte> bytes, std::size_t step,
                                 sandbox::Subject subject) {
  Artifact artifact;
  sandbox::RecordReader reader(artifact, k_limits, subject);
  try {
    for (; bytes.size() > step; bytes = bytes.subspan(step))
      reader.take(bytes.first(step));
    reader.take(bytes);
  } catch (const formats::ReadFault&) {
    return std::nullopt;
  }
  if (!reader.is_complete()) return std::nullopt;
  return told(artifact, *reader.layers());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes = std::as_bytes(std::span(data, size));
  const std::string sent(reinterpret_cast<const char*>(data), size);
  for (const sandbox::Subject subject : {sandbox::Subject::package, sandbox::Subject::folder}) {
    const auto whole = heard(bytes, size + 1, subject);
    if (whole && *whole != sent) std::abort();
    if (heard(bytes, 7, subject) != whole) std::abort();
  }
  return 0;
}
