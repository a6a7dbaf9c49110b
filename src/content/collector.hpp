#pragma once

#include "archive/entry_visitor.hpp"
#include "util/digest.hpp"
#include <package_audit/artifact.hpp>
#include <package_audit/policy.hpp>

namespace package_audit {

// Listens to one package and leaves its facts: each entry's size and digest. Enforces the limits on
// what was really read, so that no header can talk it out of them.
class Collector final : public EntryVisitor {
public:
  // `packed` is how many bytes hold all that will come.
  Collector(const Limits& limits, std::uint64_t packed) : limits_(limits), packed_(packed) {}

  void begin(Entry entry) override;
  void data(std::span<const std::byte> bytes) override;
  void end() override;

  // What was read completely. The entry that a fault interrupted is not among it.
  std::vector<Entry> take_entries() { return std::move(entries_); }
  // The member that was being read when a fault came up; empty between members.
  const std::string& current_member() const { return current_.member; }

private:
  const Limits& limits_;
  std::uint64_t packed_;
  std::vector<Entry> entries_;
  Entry current_;
  Sha256Hasher hasher_;
  std::uint64_t unpacked_ = 0;
};

} // namespace package_audit
