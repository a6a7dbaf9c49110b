// Debian binary packages: an ar archive of exactly debian-binary, control.tar and data.tar, in that
// order (deb(5), format 2.0).

#include "formats/tar/reader.hpp"

#include "base/head.hpp"
#include "formats/ar/member_type.hpp"
#include "formats/ar/parser.hpp"
#include "formats/compression/decode.hpp"
#include "formats/deb/control_reader.hpp"
#include "formats/fault.hpp"
#include "formats/libarchive_reader.hpp"
#include "formats/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace package_audit::formats::deb {

namespace {

constexpr std::string_view k_magic = "!<arch>\ndebian-binary";

struct Ending {
  std::string_view text;
  compression::Compression compression;
};

constexpr std::array k_control_endings{
    Ending{"", compression::Compression::none}, Ending{".gz", compression::Compression::gzip},
    Ending{".xz", compression::Compression::xz}, Ending{".zst", compression::Compression::zstd}};
constexpr std::array k_data_endings{
    Ending{"", compression::Compression::none}, Ending{".gz", compression::Compression::gzip},
    Ending{".xz", compression::Compression::xz}, Ending{".bz2", compression::Compression::bzip2},
    Ending{".zst", compression::Compression::zstd}};

// The members of an archive, one a call.
class ArMembers final : public MemberList {
public:
  explicit ArMembers(std::span<const ar::ArMember> members) : members_(members) {}

  std::optional<WalkedMember> take() override {
    if (members_.empty()) return std::nullopt;
    const ar::ArMember& member = members_.front();
    members_ = members_.subspan(1);
    return WalkedMember{
        .name = member.name, .type = ar::type_in_ar(member), .size = member.end - member.begin};
  }

private:
  std::span<const ar::ArMember> members_;
};

class Nobody final : public EntryVisitor {
public:
  void begin(Entry) override {}
  void data(std::span<const std::byte>) override {}
  void end() override {}
};

std::vector<ar::ArMember> read_members(base::ByteSource& source, const Limits& limits) {
  std::vector<ar::ArMember> members = ar::walk_ar(source, ar::ArNames::plain, limits);
  ArMembers walked(members);
  Nobody nobody;
  LibarchiveReader(archive_read_support_format_ar, source).read_all(walked, nobody);
  return members;
}

void expect_form(base::ByteSource& source, std::span<const ar::ArMember> members) {
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
  const ar::ArMember& version = members.front();
  if (version.name != k_names.front() || version.end - version.begin != 4 ||
      base::read_range(source, version.begin, 4) != "2.0\n") {
    throw ReadFault(AnomalyKind::ambiguous, "is not \"2.0\" and a newline", version.name);
  }
}

// Opens a member such as "data.tar.xz"; what its name says and what its bytes say must agree.
template <typename Read>
void with_tar(base::ByteSource& source, const ar::ArMember& member, std::string_view base,
              std::span<const Ending> endings, const ReadContext& context, PackageNotes& notes,
              Read read) {
  const std::string_view text = std::string_view(member.name).substr(base.size());
  const auto ending = std::find_if(endings.begin(), endings.end(),
                                   [&](const Ending& known) { return known.text == text; });
  const std::string head = base::read_range(source, member.begin, 8);
  if (ending == endings.end() ||
      ending->compression != compression::sniff_compression(base::as_bytes(head))) {
    throw ReadFault(AnomalyKind::format_mismatch, "is not compressed as its name says",
                    member.name);
  }
  base::RangeStream range(source, member.begin, member.end);
  const std::unique_ptr<base::ByteStream> plain =
      compression::decode(ending->compression, range, context, notes);
  read(*plain);
}

} // namespace

bool is_deb(base::ByteSource& source) {
  return base::read_head(source, k_magic.size()) == k_magic;
}

void read_deb(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes) {
  const Limits& limits = context.limits;
  const std::vector<ar::ArMember> members = read_members(source, limits);
  expect_form(source, members);
  DebControlReader control(visitor, limits, members[1].name);
  with_tar(source, members[1], "control.tar", k_control_endings, context, notes,
           [&](base::ByteStream& plain) { tar::read_tar(plain, limits, control); });
  visitor.catch_up();
  notes.package_name = control.package_name();
  with_tar(source, members[2], "data.tar", k_data_endings, context, notes,
           [&](base::ByteStream& plain) {
             // md5sums guards against damage after the fact and may be missing; what it would show
             // here, the container's own checksums and the digests in the report show as well.
             if (!control.has_checksums()) return tar::read_tar(plain, limits, visitor);
             DebChecksumReader checked(visitor, control.checksums(), context.threads);
             tar::read_tar(plain, limits, checked);
             control.checksums().expect_all_found();
           });
}

} // namespace package_audit::formats::deb
