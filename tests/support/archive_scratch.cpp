#include "support/archive_scratch.hpp"

#include "base/file.hpp"
#include "formats/fault.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace package_audit::support {

ScratchFolder::ScratchFolder() : path_(::testing::TempDir() + "package-audit-XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no scratch folder: " + path_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string ScratchFolder::write(const std::string& name, std::string_view bytes) const {
  const std::filesystem::path file = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(file.parent_path());
  base::write_file_atomically(file.native(), bytes);
  return file.native();
}

std::size_t MemorySource::read_at(std::uint64_t offset, std::span<std::byte> into) {
  if (offset >= bytes_.size() || into.empty()) return 0;
  const std::size_t length =
      std::min(into.size(), bytes_.size() - static_cast<std::size_t>(offset));
  std::memcpy(into.data(), bytes_.data() + offset, length);
  return length;
}

std::span<const std::byte> BlockStream::next() {
  const std::string_view block = bytes_.substr(0, block_size_);
  bytes_.remove_prefix(block.size());
  return std::as_bytes(std::span(block));
}

std::string drain(base::ByteStream& stream) {
  std::string bytes;
  for (auto block = stream.next(); !block.empty(); block = stream.next()) {
    bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
  }
  return bytes;
}

void Recorder::data(std::span<const std::byte> bytes) {
  open_.content.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

std::vector<std::string> Recorder::names() const {
  std::vector<std::string> result;
  for (const Record& record : records)
    result.push_back(record.entry.member);
  return result;
}

std::optional<Anomaly> fault_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const formats::ReadFault& fault) {
    return fault.anomaly;
  }
  return std::nullopt;
}

} // namespace package_audit::support
