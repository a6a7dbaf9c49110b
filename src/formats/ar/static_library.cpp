#include "formats/ar/static_library.hpp"

#include "base/path.hpp"
#include "formats/ar/member_type.hpp"
#include "formats/ar/parser.hpp"
#include "formats/libarchive_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace package_audit::formats::ar {

namespace {

bool is_object_name(std::string_view name) {
  constexpr std::array<std::string_view, 3> k_endings{".o", ".obj", ".lo"};
  return std::any_of(k_endings.begin(), k_endings.end(), [&](std::string_view ending) {
    return base::ends_with_ignoring_case(name, ending);
  });
}

// What the walker found, and on the other side a filter that keeps tables from the next visitor.
class LibraryMembers final : public MemberList, public EntryVisitor {
public:
  LibraryMembers(std::vector<ArMember> members, EntryVisitor& next)
      : members_(std::move(members)), next_(next) {}

  std::optional<WalkedMember> take() override {
    if (taken_ == members_.size()) return std::nullopt;
    const ArMember& member = members_[taken_++];
    passes_ = member.kind == ArMemberKind::content;
    // libarchive needs the table of names itself and shows no content of it.
    const bool is_table = member.kind == ArMemberKind::name_table;
    return WalkedMember{.name = member.name,
                        .type = type_in_ar(member),
                        .size = is_table ? 0 : member.end - member.begin};
  }

  void begin(Entry entry) override {
    if (!passes_) return;
    entry.type = EntryType::file;
    entry.implicitly_allowed = is_object_name(entry.member);
    next_.begin(std::move(entry));
  }
  void data(std::span<const std::byte> bytes) override {
    if (passes_) next_.data(bytes);
  }
  void end() override {
    if (passes_) next_.end();
  }

private:
  std::vector<ArMember> members_;
  EntryVisitor& next_;
  std::size_t taken_ = 0;
  // Whether the member that was taken last is one that users see.
  bool passes_ = false;
};

} // namespace

void read_static_library(base::ByteSource& source, const Limits& limits, EntryVisitor& visitor) {
  LibraryMembers members(walk_ar(source, ArNames::any, limits), visitor);
  base::RangeStream stream(source, 0, source.size());
  LibarchiveReader reader(archive_read_support_format_ar, stream);
  reader.read_all(members, members);
}

} // namespace package_audit::formats::ar
