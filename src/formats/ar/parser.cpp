// ar(5): the common format, and the extensions of GNU and BSD for names of more than 16 bytes.

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

// One field of a member's header: text, padded with trailing blanks.
struct Field {
  std::string_view name;
  std::size_t offset;
  std::size_t size;
  int base;
};

constexpr Field k_name{"name", 0, 16, 0};
constexpr Field k_size{"size", 48, 10, 10};
constexpr std::array k_attribute_fields{Field{"time", 16, 12, 10}, Field{"user", 28, 6, 10},
                                        Field{"group", 34, 6, 10}};
constexpr Field k_mode{"mode", 40, 8, 8};

std::string_view read_text(std::string_view header, const Field& field) {
  const std::string_view text = header.substr(field.offset, field.size);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::uint64_t read_number(std::string_view header, const Field& field, const std::string& member) {
  const std::string_view digits = read_text(header, field);
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, field.base);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    damaged(fmt::format("the ar header's {} is not a number", field.name), member);
  }
  return number;
}

MemberKind kind_of(std::string_view name) {
  if (name == "//") return MemberKind::name_table;
  if (name == "/" || name == "/SYM64/" || name.starts_with("__.SYMDEF")) {
    return MemberKind::symbol_table;
  }
  return MemberKind::content;
}

class Parser {
public:
  Parser(base::ByteSource& source, NameForms forms, const Limits& limits)
      : source_(source), forms_(forms), limits_(limits) {}

  std::vector<Member> run() {
    if (!recognize(source_)) damaged("does not begin like an ar archive");
    ledger_.claim(0, k_magic.size(), "the ar magic");
    std::uint64_t offset = k_magic.size();
    while (offset < source_.size()) {
      if (members_.size() >= limits_.entries) {
        over_limit(&Limits::entries, limits_);
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
      unexpected_bytes(fmt::format("the bytes from {} on are no ar member", offset));
    }
    Member member{.name = std::string(read_text(header, k_name)), .begin = offset + k_header_size};
    read_attributes(header, member);
    const std::uint64_t size = read_number(header, k_size, member.name);
    if (size > source_.size() - member.begin) {
      damaged("ends behind the end of the archive", member.name);
    }
    member.end = member.begin + size;
    ledger_.claim(offset, member.begin, "an ar member header");
    resolve_name(member);
    ledger_.claim(member.begin, member.end, member.name);
    const std::uint64_t next = claim_padding(member);
    members_.push_back(std::move(member));
    return next;
  }

  // GNU ar writes the table of names without attributes.
  void read_attributes(std::string_view header, Member& member) const {
    const bool may_be_blank = forms_ == NameForms::all && member.name == "//";
    const auto is_blank = [&](const Field& field) {
      return may_be_blank && read_text(header, field).empty();
    };
    for (const Field& field : k_attribute_fields) {
      if (!is_blank(field)) read_number(header, field, member.name);
    }
    if (!is_blank(k_mode)) member.mode = read_number(header, k_mode, member.name);
  }

  void resolve_name(Member& member) {
    if (forms_ == NameForms::plain) {
      if (member.name.ends_with('/')) member.name.pop_back();
    } else if (member.name.starts_with("#1/")) {
      resolve_bsd_name(member);
    } else {
      resolve_gnu_name(member);
    }
    if (member.name.empty() || member.name.find('\0') != std::string::npos) {
      damaged("an ar member has a name that is none", member.name);
    }
  }

  void resolve_bsd_name(Member& member) {
    const std::uint64_t begin = member.begin;
    member.name = read_bsd_name(source_, member.name, member.begin, member.end, limits_);
    ledger_.claim(begin, member.begin, "an ar member's name");
    if (member.name.starts_with("__.SYMDEF")) member.kind = MemberKind::symbol_table;
  }

  void resolve_gnu_name(Member& member) {
    member.kind = kind_of(member.name);
    if (member.kind == MemberKind::name_table) {
      table_.read(source_, member.begin, member.end, limits_);
    } else if (member.kind == MemberKind::content && member.name.starts_with('/')) {
      member.name = table_.name_at(member.name);
    } else if (member.kind == MemberKind::content && member.name.ends_with('/')) {
      member.name.pop_back();
    }
  }

  std::uint64_t claim_padding(const Member& member) {
    if (member.end % 2 == 0) return member.end;
    if (base::read_range(source_, member.end, 1) != "\n") {
      unexpected_bytes("is not padded with a newline", member.name);
    }
    ledger_.claim(member.end, member.end + 1, "an ar member's padding");
    return member.end + 1;
  }

  base::ByteSource& source_;
  NameForms forms_;
  const Limits& limits_;
  ByteLedger ledger_;
  NameTable table_;
  std::vector<Member> members_;
};

} // namespace

bool recognize(base::ByteSource& source) {
  return base::read_head(source, k_magic.size()) == k_magic;
}

std::vector<Member> parse(base::ByteSource& source, NameForms forms, const Limits& limits) {
  return Parser(source, forms, limits).run();
}

} // namespace package_audit::formats::ar
