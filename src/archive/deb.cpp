// Debian binary packages: an ar archive of exactly debian-binary, control.tar and data.tar, in that
// order (deb(5), format 2.0).

#include "archive/ar_member_type.hpp"
#include "archive/deb_control_reader.hpp"
#include "archive/decode.hpp"
#include "archive/libarchive_reader.hpp"
#include "archive/readers.hpp"
#include "archive/tar.hpp"
#include "bytes/fault.hpp"
#include "bytes/head.hpp"
#include "walk/ar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace package_audit {

namespace {

constexpr std::string_view k_magic = "!<arch>\ndebian-binary";

struct Ending {
  std::string_view text;
  Compression compression;
};

constexpr std::array k_control_endings{
    Ending{"", Compression::none}, Ending{".gz", Compression::gzip}, Ending{".xz", Compression::xz},
    Ending{".zst", Compression::zstd}};
constexpr std::array k_data_endings{
    Ending{"", Compression::none}, Ending{".gz", Compression::gzip}, Ending{".xz", Compression::xz},
    Ending{".bz2", Compression::bzip2}, Ending{".zst", Compression::zstd}};

// The members of an archive, one a call.
class ArMembers final : public MemberList {
public:
  explicit ArMembers(std::span<const ArMember> members) : members_(members) {}

  std::optional<WalkedMember> take() override {
    if (members_.empty()) return std::nullopt;
    const ArMember& member = members_.front();
    members_ = members_.subspan(1);
    return WalkedMember{
        .name = member.name, .type = type_in_ar(member), .size = member.end - member.begin};
  }

private:
  std::span<const ArMember> members_;
};

class Nobody final : public EntryVisitor {
public:
  void begin(Entry) override {}
  void data(std::span<const std::byte>) override {}
  void end() override {}
};

std::vector<ArMember> read_members(ByteSource& source, const Limits& limits) {
  std::vector<ArMember> members = walk_ar(source, ArNames::plain, limits);
  ArMembers walked(members);
  Nobody nobody;
  LibarchiveReader(archive_read_support_format_ar, source).read_all(walked, nobody);
  return members;
}

void expect_form(ByteSource& source, std::span<const ArMember> members) {
  constexpr std::array<std::string_view, 3> k_names{"debian-binary", "control.tar", "data.tar"};
  for (std::size_t i = 0; i < std::max(members.size(), k_names.size()); ++i) {
    if (i >= members.size()) {
      throw ReadFault(AnomalyKind::damaged, fmt::format("holds no {}", k_names.at(i)));
    }
    if (i >= k_names.size()) {
      throw ReadFault(AnomalyKind::ambiguous, "no .deb has a member here", members[i].name);
    }
    if (!members[i].name.starts_with(k_names.at(i))) {
      throw ReadFault(AnomalyKind::ambiguous, fmt::format("stands where {} belongs", k_names.at(i)),
                      members[i].name);
    }
  }
  const ArMember& version = members.front();
  if (version.name != k_names.front() || version.end - version.begin != 4 ||
      read_range(source, version.begin, 4) != "2.0\n") {
    throw ReadFault(AnomalyKind::ambiguous, "is not \"2.0\" and a newline", version.name);
  }
}

// Opens a member such as "data.tar.xz"; what its name says and what its bytes say must agree.
template <typename Read>
void with_tar(ByteSource& source, const ArMember& member, std::string_view base,
              std::span<const Ending> endings, const ReadContext& context, PackageNotes& notes,
              Read read) {
  const std::string_view text = std::string_view(member.name).substr(base.size());
  const auto ending = std::find_if(endings.begin(), endings.end(),
                                   [&](const Ending& known) { return known.text == text; });
  const std::string head = read_range(source, member.begin, 8);
  if (ending == endings.end() || ending->compression != sniff_compression(bytes_of(head))) {
    throw ReadFault(AnomalyKind::format_mismatch, "is not compressed as its name says",
                    member.name);
  }
  RangeStream range(source, member.begin, member.end);
  const std::unique_ptr<ByteStream> plain = decode(ending->compression, range, context, notes);
  read(*plain);
}

} // namespace

bool is_deb(ByteSource& source) {
  return read_head(source, k_magic.size()) == k_magic;
}

void read_deb(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes) {
  const Limits& limits = context.limits;
  const std::vector<ArMember> members = read_members(source, limits);
  expect_form(source, members);
  DebControlReader control(visitor, limits, members[1].name);
  with_tar(source, members[1], "control.tar", k_control_endings, context, notes,
           [&](ByteStream& plain) { read_tar(plain, limits, control); });
  visitor.catch_up();
  notes.package_name = control.package_name();
  with_tar(source, members[2], "data.tar", k_data_endings, context, notes, [&](ByteStream& plain) {
    // md5sums guards against damage after the fact and may be missing; what it would show here, the
    // container's own checksums and the digests in the report show as well.
    if (!control.has_checksums()) return read_tar(plain, limits, visitor);
    DebChecksumReader checked(visitor, control.checksums(), context.threads);
    read_tar(plain, limits, checked);
    control.checksums().expect_all_found();
  });
}

} // namespace package_audit
