#include "formats/tar/pax.hpp"

#include "base/text.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace package_audit::formats::tar {

namespace {

struct Record {
  std::string_view keyword{};
  std::string_view value{};
};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (!is_digits(text) || error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

// Removes "LENGTH KEYWORD=VALUE\n" from the front of `content`. LENGTH counts the whole record.
Record take_record(std::string_view& content) {
  const std::size_t blank = std::min(content.find(' '), content.size());
  const std::string_view digits = content.substr(0, blank);
  const std::optional<std::uint64_t> length = parse_decimal(digits);
  if (!length || digits.front() == '0' || *length > content.size() || *length <= blank + 1 ||
      content[static_cast<std::size_t>(*length) - 1] != '\n') {
    ambiguous("a record of its pax header does not have the length that it says");
  }
  const std::string_view text =
      content.substr(blank + 1, static_cast<std::size_t>(*length) - blank - 2);
  content.remove_prefix(static_cast<std::size_t>(*length));
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    ambiguous("a record of its pax header has no keyword");
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

bool is_any_text(std::string_view) {
  return true;
}

bool is_number(std::string_view value) {
  return parse_decimal(value).has_value();
}

// Seconds, optionally with a sign and a fraction.
bool is_time(std::string_view value) {
  if (value.starts_with('-')) value.remove_prefix(1);
  const std::size_t point = std::min(value.find('.'), value.size());
  const std::string_view fraction = value.substr(point);
  return is_digits(value.substr(0, point)) && (fraction.empty() || is_digits(fraction.substr(1)));
}

bool is_binary(std::string_view value) {
  return value == "BINARY";
}

bool is_link_kind(std::string_view value) {
  return value == "file" || value == "dir";
}

struct Keyword {
  std::string_view name;
  bool (*is_value)(std::string_view);
};

// POSIX keywords except the comment, and extensions of libarchive, GNU tar and star.
constexpr std::array k_keywords{
    Keyword{"path", is_any_text},
    Keyword{"linkpath", is_any_text},
    Keyword{"size", is_number},
    Keyword{"uid", is_number},
    Keyword{"gid", is_number},
    Keyword{"uname", is_any_text},
    Keyword{"gname", is_any_text},
    Keyword{"mtime", is_time},
    Keyword{"atime", is_time},
    Keyword{"ctime", is_time},
    // Names are raw bytes of no encoding.
    Keyword{"hdrcharset", is_binary},
    Keyword{"SCHILY.dev", is_number},
    Keyword{"SCHILY.ino", is_number},
    Keyword{"SCHILY.nlink", is_number},
    Keyword{"SCHILY.devmajor", is_number},
    Keyword{"SCHILY.devminor", is_number},
    Keyword{"LIBARCHIVE.creationtime", is_time},
    Keyword{"LIBARCHIVE.symlinktype", is_link_kind},
};

struct RefusedKeyword {
  std::string_view prefix;
  std::string_view meaning;
};

// Attributes that unpackers apply and reports do not show.
constexpr std::array k_refused{
    RefusedKeyword{"SCHILY.xattr.", "an extended attribute"},
    RefusedKeyword{"LIBARCHIVE.xattr.", "an extended attribute"},
    RefusedKeyword{"SCHILY.acl.", "an access control list"},
    RefusedKeyword{"SCHILY.fflags", "file flags"},
    RefusedKeyword{"RHT.security.selinux", "a security label"},
    RefusedKeyword{"GNU.sparse.", "a sparse file, whose content readers put together differently"},
    RefusedKeyword{"comment", "text that no unpacker shows"},
};

const Keyword& find_keyword(std::string_view name) {
  for (const RefusedKeyword& refused : k_refused) {
    if (name.starts_with(refused.prefix)) {
      ambiguous(fmt::format("carries {} (pax keyword {}); make the package without",
                            refused.meaning, base::printable(name)));
    }
  }
  const auto found = std::find_if(k_keywords.begin(), k_keywords.end(),
                                  [&](const Keyword& keyword) { return keyword.name == name; });
  if (found == k_keywords.end()) {
    ambiguous(
        fmt::format("has the pax keyword {}, which not every reader knows", base::printable(name)));
  }
  return *found;
}

// Values are UTF-8 unless the header has a "hdrcharset" record.
void expect_encoding(const std::vector<Record>& records) {
  const bool is_binary_header =
      std::any_of(records.begin(), records.end(),
                  [](const Record& record) { return record.keyword == "hdrcharset"; });
  for (const Record& record : records) {
    if (!is_binary_header && !base::is_utf8(record.value)) {
      ambiguous(fmt::format("the pax keyword {} is not UTF-8 and does not say so", record.keyword));
    }
  }
}

std::vector<Record> parse_records(std::string_view content) {
  std::vector<Record> records;
  while (!content.empty()) {
    const Record record = take_record(content);
    const Keyword& keyword = find_keyword(record.keyword);
    for (const Record& other : records) {
      if (other.keyword == record.keyword) {
        ambiguous(fmt::format("has the pax keyword {} twice", keyword.name));
      }
    }
    const bool is_valid = !record.value.empty() &&
                          record.value.find('\0') == std::string_view::npos &&
                          keyword.is_value(record.value);
    if (!is_valid) {
      ambiguous(fmt::format("the pax keyword {} does not have a value of its form", keyword.name));
    }
    records.push_back(record);
  }
  return records;
}

} // namespace

PaxRecords parse_pax(std::string_view content) {
  const std::vector<Record> records = parse_records(content);
  if (records.empty()) ambiguous("has a pax header without records");
  expect_encoding(records);
  PaxRecords result;
  for (const Record& record : records) {
    if (record.keyword == "path") result.path = record.value;
    if (record.keyword == "linkpath") result.link_path = record.value;
    if (record.keyword == "size") result.size = parse_decimal(record.value);
  }
  return result;
}

void expect_git_comment(std::string_view content) {
  constexpr std::size_t k_sha1 = 40;
  constexpr std::size_t k_sha256 = 64;
  if (!content.empty()) {
    const Record record = take_record(content);
    const bool is_commit =
        (record.value.size() == k_sha1 || record.value.size() == k_sha256) &&
        record.value.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (content.empty() && record.keyword == "comment" && is_commit) return;
  }
  ambiguous("has a global pax header, which some readers apply to members and others do not");
}

} // namespace package_audit::formats::tar
