#include "formats/compression/chunk_pipe.hpp"

#include <algorithm>
#include <utility>

namespace package_audit::formats::compression {

namespace {

constexpr std::size_t k_buffer_size = std::size_t{256} << 10;

} // namespace

std::span<std::byte> ChunkPipe::room(std::size_t least) {
  if (buffer_ == nullptr || k_buffer_size - used_ < least) {
    buffer_ = new_buffer();
    used_ = 0;
  }
  return std::span(buffer_.get(), k_buffer_size).subspan(used_);
}

ChunkPipe::Buffer ChunkPipe::new_buffer() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return is_stopped_ || waiting_ < most_; });
  if (is_stopped_) throw Unwanted();
  if (spare_.empty()) return Buffer(new std::byte[k_buffer_size]); // not set to zero
  Buffer buffer = std::move(spare_.back());
  spare_.pop_back();
  return buffer;
}

void ChunkPipe::put(std::size_t size) {
  const std::lock_guard lock(mutex_);
  if (is_stopped_) throw Unwanted();
  pieces_.push_back({buffer_, std::span(buffer_.get() + used_, size)});
  used_ += size;
  waiting_ += size;
  changed_.notify_one();
}

void ChunkPipe::append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const std::span<std::byte> into = room(1);
    const auto part = bytes.first(std::min(bytes.size(), into.size()));
    std::copy(part.begin(), part.end(), into.begin());
    put(part.size());
    bytes = bytes.subspan(part.size());
  }
}

void ChunkPipe::finish(std::exception_ptr fault) {
  const std::lock_guard lock(mutex_);
  buffer_ = nullptr;
  fault_ = std::move(fault);
  is_finished_ = true;
  changed_.notify_one();
}

std::span<const std::byte> ChunkPipe::next() {
  std::unique_lock lock(mutex_);
  // The last piece of its buffer: the next unpacked bytes go there.
  if (taken_.buffer.use_count() == 1) spare_.push_back(std::move(taken_.buffer));
  taken_ = {};
  changed_.wait(lock, [&] { return is_finished_ || !pieces_.empty(); });
  if (pieces_.empty()) {
    if (fault_) std::rethrow_exception(fault_);
    return {};
  }
  taken_ = std::move(pieces_.front());
  pieces_.pop_front();
  waiting_ -= taken_.bytes.size();
  changed_.notify_one();
  return taken_.bytes;
}

void ChunkPipe::stop() {
  const std::lock_guard lock(mutex_);
  is_stopped_ = true;
  changed_.notify_one();
}

} // namespace package_audit::formats::compression
