#pragma once

#include "formats/deb/checksums.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

#include <set>
#include <string>

namespace package_audit::formats::deb {

// Passes the entries of control.tar on as "DEBIAN/<name>" and keeps their package name and
// checksums (deb-control(5), deb-md5sums(5), deb-conffiles(5)). Throws ReadFault for members
// without a meaning to dpkg.
class ControlReader final : public EntryVisitor {
public:
  // `container` is the name of the ar member.
  ControlReader(EntryVisitor& next, const Limits& limits, std::string container);

  void begin(Entry entry) override;
  void data(base::Bytes bytes) override;
  void end() override;

  // To be called after the last entry. Throws ReadFault unless there was a `control` file that is
  // one well-formed paragraph (deb822(5)) with the mandatory fields.
  std::string package_name() const;
  bool has_checksums() const { return names_.contains("md5sums"); }
  // Of md5sums and conffiles.
  Checksums& checksums() { return checksums_; }

private:
  bool is_list() const { return name_ == "md5sums" || name_ == "conffiles"; }
  void add_line();

  EntryVisitor& next_;
  const Limits& limits_;
  std::string container_;
  std::set<std::string, std::less<>> names_;
  // Of the current entry.
  std::string name_;
  std::string line_;
  std::string control_;
  Checksums checksums_;
};

} // namespace package_audit::formats::deb
