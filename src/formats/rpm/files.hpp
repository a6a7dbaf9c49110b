#pragma once

#include "base/digest.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/rpm/header.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace package_audit::formats::rpm {

// Passes the members of an RPM payload on and holds each to the header's list of files, by which
// rpm installs: names, types, modes, times, sizes, link targets and digests must be the same, and
// neither may have a file that the other has not. Owners are the header's, which has their names.
class RpmFileReader final : public EntryVisitor {
public:
  // `header` must outlive this. Throws ReadFault when the list is malformed.
  RpmFileReader(EntryVisitor& next, const RpmHeader& header);

  void begin(Entry entry) override;
  void data(std::span<const std::byte> bytes) override;
  void end() override;

  // After the last member. Throws ReadFault when the header lists further files.
  void finish() const;

private:
  // One element a file in each. What no package needs may be empty.
  struct Columns {
    std::vector<std::uint64_t> modes, sizes, times, flags, devices, inodes;
    std::vector<std::string_view> digests, links, users, groups;
  };

  void read_columns(const RpmHeader& header);
  void read_names(const RpmHeader& header);
  std::size_t take(const std::string& member);
  void expect_attributes(const Entry& entry) const;
  void expect_own_inode();
  void expect_same_inode(const std::string& target) const;
  std::uint64_t inode_of(std::size_t file) const;
  [[noreturn]] void differs(std::string_view what) const;

  EntryVisitor& next_;
  std::size_t count_ = 0;
  Columns columns_;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::vector<bool> found_;
  std::unordered_set<std::uint64_t> inodes_;
  std::optional<base::Hasher> hasher_;
  // The member that is being read.
  std::string member_;
  std::size_t file_ = 0;
  EntryType type_ = EntryType::unknown;
  std::uint64_t size_ = 0;
};

} // namespace package_audit::formats::rpm
