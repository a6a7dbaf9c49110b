#include "formats/ar/reader.hpp"

#include "base/path.hpp"
#include "formats/libarchive_reader.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace package_audit::formats::ar {

namespace {

// The type that libarchive reports: that of the mode, which `ar D` stores without a type. Without
// one, libarchive recognizes the tables of GNU only.
EntryType type_of(const Member& member) {
  constexpr std::uint64_t k_type_bits = 0170000;
  constexpr std::uint64_t k_regular_file = 0100000;
  const bool is_gnu_table = member.kind != MemberKind::content && member.name.starts_with('/');
  return is_gnu_table || (member.mode & k_type_bits) == k_regular_file ? EntryType::file
                                                                       : EntryType::unknown;
}

class ParsedMembers final : public MemberList {
public:
  // `members` must outlive this.
  explicit ParsedMembers(std::span<const Member> members) : members_(members) {}

  std::optional<ParsedMember> take() override {
    if (taken_ == members_.size()) return std::nullopt;
    const Member& member = members_[taken_++];
    // libarchive uses up the table of names and reports it as empty.
    const bool is_name_table = member.kind == MemberKind::name_table;
    return ParsedMember{.name = member.name,
                        .type = type_of(member),
                        .size = is_name_table ? 0 : member.end - member.begin};
  }

  // The kind of the member that was taken last.
  MemberKind kind() const { return members_[taken_ - 1].kind; }

private:
  std::span<const Member> members_;
  std::size_t taken_ = 0;
};

class NullVisitor final : public EntryVisitor {
public:
  void begin(Entry) override {}
  void data(base::Bytes) override {}
  void end() override {}
};

bool is_object_name(std::string_view name) {
  constexpr std::array<std::string_view, 3> k_endings{".o", ".obj", ".lo"};
  return std::any_of(k_endings.begin(), k_endings.end(), [&](std::string_view ending) {
    return base::ends_with_ignoring_case(name, ending);
  });
}

// Passes on the members that are no tables.
class ContentFilter final : public EntryVisitor {
public:
  ContentFilter(const ParsedMembers& members, EntryVisitor& next)
      : members_(members), next_(next) {}

  void begin(Entry entry) override {
    if (!is_content()) return;
    entry.type = EntryType::file;
    entry.implicitly_allowed = is_object_name(entry.member);
    next_.begin(std::move(entry));
  }
  void data(base::Bytes bytes) override {
    if (is_content()) next_.data(bytes);
  }
  void end() override {
    if (is_content()) next_.end();
  }

private:
  bool is_content() const { return members_.kind() == MemberKind::content; }

  const ParsedMembers& members_;
  EntryVisitor& next_;
};

} // namespace

std::vector<Member> read_members(base::ByteSource& source, const Limits& limits) {
  std::vector<Member> members = parse(source, NameForms::plain, limits);
  ParsedMembers parsed(members);
  NullVisitor visitor;
  LibarchiveReader(archive_read_support_format_ar, source).read_all(parsed, visitor);
  return members;
}

void read_static_library(base::ByteSource& source, const Limits& limits, EntryVisitor& visitor) {
  const std::vector<Member> members = parse(source, NameForms::all, limits);
  ParsedMembers parsed(members);
  ContentFilter filter(parsed, visitor);
  base::RangeStream stream(source, 0, source.size());
  LibarchiveReader(archive_read_support_format_ar, stream).read_all(parsed, filter);
}

} // namespace package_audit::formats::ar
