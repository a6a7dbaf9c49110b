// ar(5): the common format, and what GNU and BSD add to it for names of more than 16 bytes.

#include "formats/ar/parser.hpp"

#include "base/head.hpp"
#include "formats/ar/names.hpp"
#include "formats/byte_ledger.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace package_audit::formats::ar {

namespace {

constexpr std::string_view k_magic = "!<arch>\n";
constexpr std::size_t k_header_size = 60;
constexpr std::string_view k_header_end = "`\n";

// One field of a member's header: text, padded with blanks behind it.
struct Field {
  std::string_view name;
  std::size_t offset;
  std::size_t size;
  int base;
};

constexpr Field k_name{"name", 0, 16, 0};
constexpr Field k_size{"size", 48, 10, 10};
constexpr std::array k_attributes{Field{"time", 16, 12, 10}, Field{"user", 28, 6, 10},
                                  Field{"group", 34, 6, 10}};
constexpr Field k_mode{"mode", 40, 8, 8};

std::string_view value_of(std::string_view header, const Field& field) {
  const std::string_view text = header.substr(field.offset, field.size);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::uint64_t number_of(std::string_view header, const Field& field, const std::string& member) {
  const std::string_view digits = value_of(header, field);
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, field.base);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("the ar header's {} is not a number", field.name), member);
  }
  return number;
}

ArMemberKind kind_of(std::string_view name) {
  if (name == "//") return ArMemberKind::name_table;
  if (name == "/" || name == "/SYM64/" || name.starts_with("__.SYMDEF")) {
    return ArMemberKind::symbol_table;
  }
  return ArMemberKind::content;
}

class Walk {
public:
  Walk(base::ByteSource& source, ArNames names, const Limits& limits)
      : source_(source), names_(names), limits_(limits) {}

  std::vector<ArMember> run() {
    if (!is_ar(source_)) throw ReadFault(AnomalyKind::damaged, "does not begin like an ar archive");
    ledger_.claim(0, k_magic.size(), "the ar magic");
    std::uint64_t offset = k_magic.size();
    while (offset < source_.size()) {
      if (members_.size() >= limits_.entries) {
        throw ReadFault(AnomalyKind::limit, limit_message(&Limits::entries, limits_));
      }
      offset = read_member(offset);
    }
    ledger_.close(source_.size());
    table_.expect_all_used();
    return std::move(members_);
  }

private:
  // Returns the offset of the next member.
  std::uint64_t read_member(std::uint64_t offset) {
    const std::string header = base::read_range(source_, offset, k_header_size);
    if (header.size() < k_header_size || !header.ends_with(k_header_end)) {
      throw ReadFault(AnomalyKind::unexpected_bytes,
                      fmt::format("the bytes from {} on are no ar member", offset));
    }
    ArMember member{.name = std::string(value_of(header, k_name)), .begin = offset + k_header_size};
    read_attributes(header, member);
    const std::uint64_t size = number_of(header, k_size, member.name);
    if (size > source_.size() - member.begin) {
      throw ReadFault(AnomalyKind::damaged, "ends behind the end of the archive", member.name);
    }
    member.end = member.begin + size;
    ledger_.claim(offset, member.begin, "an ar member header");
    find_name(member);
    ledger_.claim(member.begin, member.end, member.name);
    const std::uint64_t next = claim_padding(member);
    members_.push_back(std::move(member));
    return next;
  }

  // The table of names is the one member that GNU ar writes without attributes.
  void read_attributes(std::string_view header, ArMember& member) const {
    const bool may_be_blank = names_ == ArNames::any && member.name == "//";
    const auto is_blank = [&](const Field& field) {
      return may_be_blank && value_of(header, field).empty();
    };
    for (const Field& field : k_attributes) {
      if (!is_blank(field)) number_of(header, field, member.name);
    }
    if (!is_blank(k_mode)) member.mode = number_of(header, k_mode, member.name);
  }

  void find_name(ArMember& member) {
    if (names_ == ArNames::plain) {
      if (member.name.ends_with('/')) member.name.pop_back();
    } else if (member.name.starts_with("#1/")) {
      find_bsd_name(member);
    } else {
      find_gnu_name(member);
    }
    if (member.name.empty() || member.name.find('\0') != std::string::npos) {
      throw ReadFault(AnomalyKind::damaged, "an ar member has a name that is none", member.name);
    }
  }

  void find_bsd_name(ArMember& member) {
    const std::uint64_t begin = member.begin;
    member.name = take_bsd_name(source_, member.name, member.begin, member.end, limits_);
    ledger_.claim(begin, member.begin, "an ar member's name");
    if (member.name.starts_with("__.SYMDEF")) member.kind = ArMemberKind::symbol_table;
  }

  void find_gnu_name(ArMember& member) {
    member.kind = kind_of(member.name);
    if (member.kind == ArMemberKind::name_table) {
      table_.read(source_, member.begin, member.end, limits_);
    } else if (member.kind == ArMemberKind::content && member.name.starts_with('/')) {
      member.name = table_.name_at(member.name);
    } else if (member.kind == ArMemberKind::content && member.name.ends_with('/')) {
      member.name.pop_back();
    }
  }

  std::uint64_t claim_padding(const ArMember& member) {
    if (member.end % 2 == 0) return member.end;
    if (base::read_range(source_, member.end, 1) != "\n") {
      throw ReadFault(AnomalyKind::unexpected_bytes, "is not padded with a newline", member.name);
    }
    ledger_.claim(member.end, member.end + 1, "an ar member's padding");
    return member.end + 1;
  }

  base::ByteSource& source_;
  ArNames names_;
  const Limits& limits_;
  ByteLedger ledger_;
  ArNameTable table_;
  std::vector<ArMember> members_;
};

} // namespace

bool is_ar(base::ByteSource& source) {
  return base::read_head(source, k_magic.size()) == k_magic;
}

std::vector<ArMember> walk_ar(base::ByteSource& source, ArNames names, const Limits& limits) {
  return Walk(source, names, limits).run();
}

} // namespace package_audit::formats::ar
