#include "base/byte_queue.hpp"

#include <algorithm>
#include <utility>

namespace package_audit::base {

namespace {

// Of contents without bytes a block holds no more than these.
constexpr std::size_t k_max_content_ends = 1024;

} // namespace

void ByteQueue::push(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    if (filling_.bytes.capacity() == 0) filling_.bytes.reserve(k_block_size);
    const auto part = bytes.first(std::min(bytes.size(), k_block_size - filling_.bytes.size()));
    filling_.bytes.insert(filling_.bytes.end(), part.begin(), part.end());
    if (filling_.bytes.size() == k_block_size) flush();
    bytes = bytes.subspan(part.size());
  }
}

void ByteQueue::end_content() {
  filling_.content_ends.push_back(filling_.bytes.size());
  if (filling_.content_ends.size() == k_max_content_ends) flush();
}

void ByteQueue::flush() {
  blocks_.push(filling_);
  filling_.bytes.clear();
  filling_.content_ends.clear();
}

void ByteQueue::close() {
  flush();
  blocks_.close();
}

void ByteQueue::fail(std::exception_ptr fault) {
  try {
    flush();
  } catch (...) {
    fault = std::current_exception();
  }
  blocks_.fail(std::move(fault));
}

std::span<const std::byte> ByteQueue::pop() {
  while (true) {
    const bool has_end = ends_passed_ < draining_.content_ends.size();
    const std::size_t end = has_end ? draining_.content_ends[ends_passed_] : draining_.bytes.size();
    if (position_ < end) {
      const std::size_t begin = std::exchange(position_, end);
      return std::span(draining_.bytes).subspan(begin, end - begin);
    }
    if (has_end) {
      ++ends_passed_;
      return {};
    }
    // Nothing is left in this block; behind the last one this stays so.
    position_ = ends_passed_ = 0;
    draining_.bytes.clear();
    draining_.content_ends.clear();
    if (!blocks_.pop(draining_)) return {};
  }
}

} // namespace package_audit::base
