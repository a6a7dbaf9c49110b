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

// Compares the members of an RPM payload with the list of files in the header, which rpm uses for
// installing, and passes them on: names, types, modes, times, sizes, link targets and digests must
// be equal, and no file may be in only one of the two. Passes on the owners of the header, the only
// ones with names.
class FileListVerifier final : public EntryVisitor {
public:
  // `header` must outlive this. Throws ReadFault when the list is malformed.
  FileListVerifier(EntryVisitor& next, const Header& header);

  void begin(Entry entry) override;
  void data(base::Bytes bytes) override;
  void end() override;

  // To be called after the last member. Throws ReadFault when the header lists further files.
  void finish() const;

private:
  // The attributes of all files, one column for each.
  struct Columns {
    std::vector<std::uint64_t> modes, sizes, times, flags, devices, inodes;
    std::vector<std::string_view> digests, links, users, groups;
  };

  void read_columns(const Header& header);
  void read_names(const Header& header);
  // Returns the index of the file.
  std::size_t mark_read(const std::string& member);
  void expect_attributes(const Entry& entry) const;
  void expect_own_inode();
  void expect_same_inode(const std::string& target) const;
  std::uint64_t inode_of(std::size_t file) const;
  [[noreturn]] void differ(std::string_view what) const;

  EntryVisitor& next_;
  std::size_t count_ = 0;
  Columns columns_;
  std::unordered_map<std::string, std::size_t> by_name_;
  // By index of the file: whether the payload had it.
  std::vector<bool> was_read_;
  std::unordered_set<std::uint64_t> inodes_;
  std::optional<base::Hasher> hasher_;
  // The current member.
  std::string member_;
  std::size_t file_ = 0;
  EntryType type_ = EntryType::unknown;
  std::uint64_t size_ = 0;
};

} // namespace package_audit::formats::rpm
