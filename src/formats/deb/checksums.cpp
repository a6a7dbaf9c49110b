#include "formats/deb/checksums.hpp"

#include "base/path.hpp"
#include "formats/fault.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace package_audit::formats::deb {

namespace {

// "./usr//bin/acme" and "usr/bin/acme" are the same path.
std::string normalize(std::string_view name) {
  std::string path;
  for (const std::string_view part : base::components(name)) {
    if (part == ".") continue;
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

[[noreturn]] void malformed() {
  damaged("md5sums has a line that is not a checksum, two blanks and a path");
}

// md5sum(1) marks a line with a leading backslash when backslashes, newlines and carriage returns
// of its name are written as \\, \n and \r. debhelper and CPack do not escape names.
std::string unescape(std::string_view name) {
  constexpr std::array<std::pair<char, char>, 3> k_escapes{
      {{'\\', '\\'}, {'n', '\n'}, {'r', '\r'}}};
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '\\') {
      result += name[i];
      continue;
    }
    const char code = ++i < name.size() ? name[i] : '\0';
    const auto escape = std::find_if(k_escapes.begin(), k_escapes.end(),
                                     [&](const auto& known) { return known.first == code; });
    if (escape == k_escapes.end()) malformed();
    result += escape->second;
  }
  return result;
}

// CPack (3.25) lists the staged files in its debug packages, by absolute paths through
// "_CPack_Packages": the root of the package is the directory "<package>-dbgsym".
std::string_view remove_staging_directory(std::string_view name) {
  constexpr std::string_view k_root_end = "-dbgsym/";
  const std::size_t staging = name.find("/_CPack_Packages/");
  if (!name.starts_with('/') || staging == std::string_view::npos) return name;
  const std::size_t root_end = name.find(k_root_end, staging);
  if (root_end != std::string_view::npos) name.remove_prefix(root_end + k_root_end.size());
  return name;
}

bool is_md5(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace

Checksums::File& Checksums::file_at(std::string_view path) {
  if (files_.size() > limits_.entries) {
    over_limit(&Limits::entries, limits_);
  }
  return files_[normalize(path)];
}

void Checksums::add_checksum(std::string_view line) {
  const bool is_escaped = line.starts_with('\\');
  if (is_escaped) line.remove_prefix(1);
  if (line.size() < k_digits + 2 || !is_md5(line.substr(0, k_digits)) ||
      line.substr(k_digits, 2) != "  ") {
    malformed();
  }
  const std::string_view md5 = line.substr(0, k_digits);
  line.remove_prefix(k_digits + 2);
  const std::string whole = is_escaped ? unescape(line) : std::string(line);
  const std::string name(remove_staging_directory(whole));
  if (normalize(name).empty()) malformed();
  File& file = file_at(name);
  if (std::exchange(file.is_listed, true)) {
    ambiguous("md5sums lists a file twice", name);
  }
  std::copy(md5.begin(), md5.end(), file.md5.begin());
}

void Checksums::add_conffile(std::string_view line) {
  // Such a file is not in the package: it is one to be deleted (deb-conffiles(5)).
  if (line.starts_with("remove-on-upgrade ")) return;
  while (line.ends_with(' '))
    line.remove_suffix(1);
  file_at(line).is_conffile = true;
}

void Checksums::expect_file(const std::string& member, std::string_view md5) {
  File& file = file_at(member);
  file.was_found = true;
  if (!file.is_listed && !file.is_conffile) {
    ambiguous("md5sums does not list this file", member);
  }
  if (!file.is_listed) {
    std::copy(md5.begin(), md5.end(), file.md5.begin());
  } else if (!std::equal(md5.begin(), md5.end(), file.md5.begin())) {
    damaged("its content is not the one that md5sums lists", member);
  }
}

void Checksums::expect_link(const std::string& member, const std::string& target) {
  const auto file = files_.find(normalize(target));
  if (file == files_.end() || !file->second.was_found) {
    ambiguous("is a hard link to no file that came before", member);
  }
  const std::array<char, k_digits> md5 = file->second.md5;
  expect_file(member, std::string_view(md5.data(), md5.size()));
}

void Checksums::expect_all_found() const {
  const std::string* missing = nullptr;
  for (const auto& [path, file] : files_) {
    if (file.is_listed && !file.was_found && (missing == nullptr || path < *missing))
      missing = &path;
  }
  if (missing == nullptr) return;
  ambiguous("md5sums lists a file that is not in the package", *missing);
}

void ChecksumVerifier::begin(Entry entry) {
  type_ = entry.type;
  member_ = entry.member;
  link_target_ = entry.link_target;
  size_ = 0;
  next_.begin(std::move(entry));
}

void ChecksumVerifier::data(base::Bytes bytes) {
  // Smaller files are hashed in less time than it takes to copy them to a thread.
  constexpr std::uint64_t k_min_size_for_thread = std::uint64_t{2} << 20;
  size_ += bytes.size();
  if (hashing_ == nullptr && size_ > k_min_size_for_thread) {
    hashing_ = base::AsyncSink::start(threads_, [this](base::Bytes part) { hasher_.update(part); });
  }
  hashing_ ? hashing_->put(bytes) : hasher_.update(bytes);
  next_.data(bytes);
}

void ChecksumVerifier::end() {
  next_.end();
  if (hashing_) hashing_->finish();
  hashing_ = nullptr;
  if (type_ == EntryType::file) checksums_.expect_file(member_, hasher_.finish());
  if (type_ == EntryType::hardlink) checksums_.expect_link(member_, link_target_);
}

} // namespace package_audit::formats::deb
