#include "base/hashing_source.hpp"

namespace package_audit::base {

HashingSource::HashingSource(FileSource& file, ThreadPool& pool)
    : file_(file), background_(AsyncSink::start(pool, [this](std::span<const std::byte> bytes) {
        hasher_.update(bytes);
      })) {}

std::size_t HashingSource::read_at(std::uint64_t offset, std::span<std::byte> into) {
  const std::size_t size = file_.read_at(offset, into);
  if (offset <= hashed_ && offset + size > hashed_) {
    hash(into.first(size).subspan(static_cast<std::size_t>(hashed_ - offset)));
    hashed_ = offset + size;
  }
  return size;
}

void HashingSource::hash(std::span<const std::byte> bytes) {
  background_ ? background_->put(bytes) : hasher_.update(bytes);
}

bool HashingSource::hash_next_block() {
  constexpr std::size_t k_block_size = std::size_t{256} << 10;
  // A file that grows faster than it is read would have no end.
  if (hashed_ > file_.size()) return false;
  block_.resize(k_block_size);
  return read_at(hashed_, block_) > 0;
}

Sha256 HashingSource::digest() {
  while (hash_next_block()) {
  }
  if (hashed_ != file_.size()) file_.fail_changed();
  if (background_) background_->finish();
  return hasher_.finish();
}

} // namespace package_audit::base
