#include "formats/rpm/file_list.hpp"

#include "formats/fault.hpp"
#include "formats/rpm/digests.hpp"
#include "formats/rpm/tags.hpp"
#include "model/file_mode.hpp"

#include <fmt/format.h>

#include <utility>

namespace package_audit::formats::rpm {

namespace {

constexpr std::uint64_t k_ghost = 64;
constexpr std::uint64_t k_permission_bits = 07777;
constexpr std::uint64_t k_md5 = 1;

std::uint64_t numeric_id(std::string_view name) {
  return name == "root" ? 0 : Entry::k_no_id;
}

template <typename Column>
void expect_length(const Column& column, std::size_t count) {
  if (column.size() == count) return;
  ambiguous(fmt::format("the RPM header lists {} files and describes {}", count, column.size()));
}

} // namespace

FileListVerifier::FileListVerifier(EntryVisitor& next, const Header& header) : next_(next) {
  read_names(header);
  read_columns(header);
  was_read_.resize(count_);
  hasher_.emplace(digest_algorithm(header.number(tag::k_file_digest_algorithm).value_or(k_md5)));
}

void FileListVerifier::read_names(const Header& header) {
  if (header.has(tag::k_old_file_names)) {
    ambiguous("the RPM header lists its files in a form of long ago");
  }
  const auto names = header.texts(tag::k_base_names);
  const auto directories = header.texts(tag::k_directory_names);
  const auto indexes = header.numbers(tag::k_directory_indexes);
  count_ = names.size();
  expect_length(indexes, count_);
  by_name_.reserve(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    if (indexes[i] >= directories.size()) {
      damaged("the RPM header puts a file into no folder", std::string(names[i]));
    }
    const std::string_view directory = directories[static_cast<std::size_t>(indexes[i])];
    // The files of source packages have no directory.
    const std::string name =
        fmt::format("{}{}{}", directory.starts_with('/') ? "." : "", directory, names[i]);
    if (!by_name_.emplace(name, i).second) {
      ambiguous("the RPM header lists a file twice", name);
    }
  }
}

void FileListVerifier::read_columns(const Header& header) {
  const bool is_long = header.has(tag::k_long_file_sizes);
  if (is_long && header.has(tag::k_file_sizes)) {
    ambiguous("the RPM header lists the sizes of files twice");
  }
  columns_ = {.modes = header.numbers(tag::k_file_modes),
              .sizes = header.numbers(is_long ? tag::k_long_file_sizes : tag::k_file_sizes),
              .times = header.numbers(tag::k_file_mtimes),
              .flags = header.numbers(tag::k_file_flags),
              .devices = header.numbers(tag::k_file_devices),
              .inodes = header.numbers(tag::k_file_inodes),
              .digests = header.texts(tag::k_file_digests),
              .links = header.texts(tag::k_file_links),
              .users = header.texts(tag::k_file_users),
              .groups = header.texts(tag::k_file_groups)};
  for (const auto* const column : {&columns_.modes, &columns_.sizes, &columns_.times,
                                   &columns_.flags, &columns_.devices, &columns_.inodes}) {
    expect_length(*column, count_);
  }
  for (const auto* const column :
       {&columns_.digests, &columns_.links, &columns_.users, &columns_.groups}) {
    expect_length(*column, count_);
  }
}

void FileListVerifier::differ(std::string_view what) const {
  ambiguous(fmt::format("has another {} in the RPM header than in the payload", what), member_);
}

std::size_t FileListVerifier::mark_read(const std::string& member) {
  const auto file = by_name_.find(member);
  if (file == by_name_.end() || (columns_.flags[file->second] & k_ghost) != 0) {
    ambiguous("is in the payload, but not in the RPM header", member);
  }
  if (was_read_[file->second]) {
    ambiguous("is in the payload twice", member);
  }
  was_read_[file->second] = true;
  return file->second;
}

void FileListVerifier::begin(Entry entry) {
  member_ = entry.member;
  type_ = entry.type;
  size_ = 0;
  file_ = mark_read(member_);
  expect_attributes(entry);
  if (type_ == EntryType::file) expect_own_inode();
  if (type_ == EntryType::hardlink) expect_same_inode(entry.link_target);
  entry.user = columns_.users[file_];
  entry.group = columns_.groups[file_];
  entry.uid = numeric_id(entry.user);
  entry.gid = numeric_id(entry.group);
  next_.begin(std::move(entry));
}

void FileListVerifier::expect_attributes(const Entry& entry) const {
  const EntryType type = entry.type == EntryType::hardlink ? EntryType::file : entry.type;
  const std::uint64_t mode = columns_.modes[file_];
  if (type_of_mode(mode) != type) differ("type");
  if ((mode & k_permission_bits) != entry.mode) differ("mode");
  if (columns_.times[file_] != static_cast<std::uint64_t>(entry.mtime)) differ("time");
  const bool is_symlink = type == EntryType::symlink;
  if (columns_.links[file_] != (is_symlink ? std::string_view(entry.link_target) : "")) {
    differ("link target");
  }
}

std::uint64_t FileListVerifier::inode_of(std::size_t file) const {
  return columns_.devices[file] << 32U | columns_.inodes[file];
}

// rpm hard links the files that share an inode in the header, whatever the payload says.
void FileListVerifier::expect_own_inode() {
  if (!inodes_.insert(inode_of(file_)).second) differ("set of hard links");
}

void FileListVerifier::expect_same_inode(const std::string& target) const {
  const auto file = by_name_.find(target);
  if (file == by_name_.end() || inode_of(file->second) != inode_of(file_)) {
    differ("set of hard links");
  }
  if (columns_.sizes[file->second] != columns_.sizes[file_]) differ("size");
  if (columns_.digests[file->second] != columns_.digests[file_]) differ("digest");
}

void FileListVerifier::data(base::Bytes bytes) {
  size_ += bytes.size();
  hasher_->update(bytes);
  next_.data(bytes);
}

void FileListVerifier::end() {
  next_.end();
  if (type_ != EntryType::file) return;
  if (size_ != columns_.sizes[file_]) differ("size");
  if (hasher_->finish() != columns_.digests[file_]) {
    damaged("its content is not the one that the RPM header lists", member_);
  }
}

void FileListVerifier::finish() const {
  const std::string* missing = nullptr;
  for (const auto& [name, file] : by_name_) {
    const bool is_here = was_read_[file] || (columns_.flags[file] & k_ghost) != 0;
    if (!is_here && (missing == nullptr || name < *missing)) missing = &name;
  }
  if (missing == nullptr) return;
  ambiguous("is in the RPM header, but not in the payload", *missing);
}

} // namespace package_audit::formats::rpm
