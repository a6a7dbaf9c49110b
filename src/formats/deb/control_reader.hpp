#pragma once

#include "formats/deb/checksums.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

#include <set>
#include <string>

namespace package_audit::formats::deb {

// Passes the entries of control.tar on as "DEBIAN/<name>" and keeps what reading the rest of the
// package depends on. Throws ReadFault for anything that dpkg gives no meaning.
class DebControlReader final : public EntryVisitor {
public:
  // `container` is the name of the ar member.
  DebControlReader(EntryVisitor& next, const Limits& limits, std::string container);

  void begin(Entry entry) override;
  void data(std::span<const std::byte> bytes) override;
  void end() override;

  // After the last entry. Throws ReadFault when there was no well-formed control file.
  std::string package_name() const;
  bool has_checksums() const { return seen_.contains("md5sums"); }
  // What md5sums and conffiles say.
  DebChecksums& checksums() { return sums_; }

private:
  bool is_list() const { return name_ == "md5sums" || name_ == "conffiles"; }
  void add_line();

  EntryVisitor& next_;
  const Limits& limits_;
  std::string container_;
  std::set<std::string, std::less<>> seen_;
  // Of the entry that is being read.
  std::string name_;
  std::string line_;
  std::string control_;
  DebChecksums sums_;
};

} // namespace package_audit::formats::deb
