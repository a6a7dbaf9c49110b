#pragma once

#include "base/chunked_buffer.hpp"
#include "base/digest.hpp"
#include "content/collection.hpp"
#include "content/read_on_worker.hpp"

#include <memory>
#include <string>

namespace package_audit::content {

// The archive whose members a Collector listens to: the package itself, or one nested in it.
struct Level {
  // Bytes that hold all that will come.
  std::uint64_t packed = 0;
  // The nested archive: its number among the entries, and its name.
  std::uint32_t container = Entry::k_no_container;
  std::string member{};
  std::uint32_t depth = 0;
};

// Listens to one archive and leaves its facts in a Collection: each entry's size and digest, and
// behind an entry that is itself an archive, all of its members. Enforces the limits on what was
// really read, so that no header can talk it out of them.
class Collector final : public EntryListener {
public:
  Collector(Collection& collection, Level level);

  void begin(Entry entry) override;
  void data(std::span<const std::byte> bytes) override;
  void end() override;
  void begin_hashed(Entry entry) override;
  void end_hashed(const base::Sha256& digest) override;

  // The member that was being read when a fault came up; empty between members. It was not given to
  // the collection.
  const std::string& current_member() const { return current_.member; }

private:
  [[noreturn]] void over(std::uint64_t Limits::*which, std::string member = {}) const;
  void finish(const base::Sha256& digest);
  void watch_for_archive(std::span<const std::byte> bytes);
  bool is_opened() const;
  void watch_for_end_record();
  void look_inside(const Level& archive);

  Collection& collection_;
  Level level_;
  // In front of each member's name: "outer.zip!/".
  std::string prefix_;
  std::uint64_t unpacked_ = 0;
  Entry current_;
  base::Sha256Hasher hasher_;
  bool is_hashed_elsewhere_ = false;
  // The current entry's first and last bytes, and all of it once it looks like an archive.
  std::string head_;
  std::string tail_;
  std::unique_ptr<base::ChunkedBuffer> held_;
};

} // namespace package_audit::content
