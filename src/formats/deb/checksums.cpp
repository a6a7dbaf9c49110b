#include "formats/deb/checksums.hpp"

#include "base/path.hpp"
#include "formats/fault.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace package_audit::formats::deb {

namespace {

// "./usr//bin/acme" and "usr/bin/acme" are one path.
std::string plain_path(std::string_view name) {
  std::string path;
  for (const std::string_view part : base::components(name)) {
    if (part == ".") continue;
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

[[noreturn]] void malformed() {
  throw ReadFault(AnomalyKind::damaged,
                  "md5sums has a line that is not a checksum, two blanks and a path");
}

// md5sum(1) begins a line with a backslash where it writes a backslash, a newline or a carriage
// return of a name as \\, \n or \r. debhelper and CPack write such names as they are.
std::string unescaped(std::string_view name) {
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

// What CPack (3.25) lists in its debug packages is where it staged the file: an absolute path
// through "_CPack_Packages", in which the package's own root is the folder "<package>-dbgsym".
std::string_view without_staging_folder(std::string_view name) {
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

DebChecksums::Sum& DebChecksums::at(std::string_view path) {
  if (sums_.size() > limits_.entries) {
    throw ReadFault(AnomalyKind::limit, limit_message(&Limits::entries, limits_));
  }
  return sums_[plain_path(path)];
}

void DebChecksums::add_checksum(std::string_view line) {
  const bool is_escaped = line.starts_with('\\');
  if (is_escaped) line.remove_prefix(1);
  if (line.size() < k_digits + 2 || !is_md5(line.substr(0, k_digits)) ||
      line.substr(k_digits, 2) != "  ") {
    malformed();
  }
  const std::string_view md5 = line.substr(0, k_digits);
  line.remove_prefix(k_digits + 2);
  const std::string whole = is_escaped ? unescaped(line) : std::string(line);
  const std::string name(without_staging_folder(whole));
  if (plain_path(name).empty()) malformed();
  Sum& sum = at(name);
  if (std::exchange(sum.listed, true)) {
    throw ReadFault(AnomalyKind::ambiguous, "md5sums lists a file twice", name);
  }
  std::copy(md5.begin(), md5.end(), sum.md5.begin());
}

void DebChecksums::add_conffile(std::string_view line) {
  // Such a file is not in the package: it is one to be deleted (deb-conffiles(5)).
  if (line.starts_with("remove-on-upgrade ")) return;
  while (line.ends_with(' '))
    line.remove_suffix(1);
  at(line).conffile = true;
}

void DebChecksums::expect_file(const std::string& member, std::string_view md5) {
  Sum& sum = at(member);
  sum.found = true;
  if (!sum.listed && !sum.conffile) {
    throw ReadFault(AnomalyKind::ambiguous, "md5sums does not list this file", member);
  }
  if (!sum.listed) {
    std::copy(md5.begin(), md5.end(), sum.md5.begin());
  } else if (!std::equal(md5.begin(), md5.end(), sum.md5.begin())) {
    throw ReadFault(AnomalyKind::damaged, "its content is not the one that md5sums lists", member);
  }
}

void DebChecksums::expect_link(const std::string& member, const std::string& target) {
  const auto sum = sums_.find(plain_path(target));
  if (sum == sums_.end() || !sum->second.found) {
    throw ReadFault(AnomalyKind::ambiguous, "is a hard link to no file that came before", member);
  }
  const std::array<char, k_digits> md5 = sum->second.md5;
  expect_file(member, std::string_view(md5.data(), md5.size()));
}

void DebChecksums::expect_all_found() const {
  const std::string* missing = nullptr;
  for (const auto& [path, sum] : sums_) {
    if (sum.listed && !sum.found && (missing == nullptr || path < *missing)) missing = &path;
  }
  if (missing == nullptr) return;
  throw ReadFault(AnomalyKind::ambiguous, "md5sums lists a file that is not in the package",
                  *missing);
}

void DebChecksumReader::begin(Entry entry) {
  type_ = entry.type;
  member_ = entry.member;
  link_target_ = entry.link_target;
  size_ = 0;
  next_.begin(std::move(entry));
}

void DebChecksumReader::data(std::span<const std::byte> bytes) {
  // Handing over to a thread takes longer than hashing less.
  constexpr std::uint64_t k_worth_a_thread = std::uint64_t{2} << 20;
  size_ += bytes.size();
  if (beside_ == nullptr && size_ > k_worth_a_thread) {
    beside_ = base::BytesBeside::start(
        threads_, [this](std::span<const std::byte> part) { hasher_.update(part); });
  }
  beside_ ? beside_->put(bytes) : hasher_.update(bytes);
  next_.data(bytes);
}

void DebChecksumReader::end() {
  next_.end();
  if (beside_) beside_->finish();
  beside_ = nullptr;
  if (type_ == EntryType::file) sums_.expect_file(member_, hasher_.finish());
  if (type_ == EntryType::hardlink) sums_.expect_link(member_, link_target_);
}

} // namespace package_audit::formats::deb
