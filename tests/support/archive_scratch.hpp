#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/fault.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::support {

// A directory for one test, removed by the destructor.
class ScratchFolder {
public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::string& path() const { return path_; }
  // Writes a file, and the folders above it; returns its full path.
  std::string write(const std::string& name, std::string_view bytes) const;

private:
  std::string path_;
};

class MemorySource final : public base::ByteSource {
public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override;

private:
  std::string bytes_;
};

// Returns `bytes`, which must outlive it, in blocks of `block_size`.
class BlockStream final : public base::ByteStream {
public:
  BlockStream(std::string_view bytes, std::size_t block_size)
      : bytes_(bytes), block_size_(block_size) {}
  std::span<const std::byte> next() override;

private:
  std::string_view bytes_;
  std::size_t block_size_;
};

// The rest of `stream`.
std::string drain(base::ByteStream& stream);

// Records entries and their contents.
class Recorder final : public formats::EntryVisitor {
public:
  struct Record {
    Entry entry{};
    std::string content{};
  };

  void begin(Entry entry) override { open_ = {.entry = std::move(entry)}; }
  void data(std::span<const std::byte> bytes) override;
  void end() override { records.push_back(std::move(open_)); }

  std::vector<std::string> names() const;

  std::vector<Record> records;

private:
  Record open_;
};

// The fault that `action` throws, if any.
std::optional<Anomaly> fault_of(const std::function<void()>& action);

} // namespace package_audit::support
