// Debian binary packages: an ar archive of exactly debian-binary, control.tar and data.tar, in that
// order (deb(5), format 2.0).

#include "formats/tar/reader.hpp"

#include "base/head.hpp"
#include "formats/ar/reader.hpp"
#include "formats/compression/decode.hpp"
#include "formats/deb/control.hpp"
#include "formats/fault.hpp"
#include "formats/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace package_audit::formats::deb {

namespace {

constexpr std::string_view k_magic = "!<arch>\ndebian-binary";

struct Extension {
  std::string_view text;
  compression::Compression compression;
};

constexpr std::array k_control_extensions{Extension{"", compression::Compression::none},
                                          Extension{".gz", compression::Compression::gzip},
                                          Extension{".xz", compression::Compression::xz},
                                          Extension{".zst", compression::Compression::zstd}};
constexpr std::array k_data_extensions{Extension{"", compression::Compression::none},
                                       Extension{".gz", compression::Compression::gzip},
                                       Extension{".xz", compression::Compression::xz},
                                       Extension{".bz2", compression::Compression::bzip2},
                                       Extension{".zst", compression::Compression::zstd}};

void expect_three_members(base::ByteSource& source, std::span<const ar::Member> members) {
  constexpr std::array<std::string_view, 3> k_names{"debian-binary", "control.tar", "data.tar"};
  for (std::size_t i = 0; i < std::max(members.size(), k_names.size()); ++i) {
    if (i >= members.size()) {
      damaged(fmt::format("holds no {}", k_names.at(i)));
    }
    if (i >= k_names.size()) {
      ambiguous("no .deb has a member here", members[i].name);
    }
    if (!members[i].name.starts_with(k_names.at(i))) {
      ambiguous(fmt::format("stands where {} belongs", k_names.at(i)), members[i].name);
    }
  }
  const ar::Member& version = members.front();
  if (version.name != k_names.front() || version.end - version.begin != 4 ||
      base::read_range(source, version.begin, 4) != "2.0\n") {
    ambiguous("is not \"2.0\" and a newline", version.name);
  }
}

// Decompresses a member such as "data.tar.xz", whose name and bytes must agree on the compression.
template <typename Read>
void read_tar(base::ByteSource& source, const ar::Member& member, std::string_view stem,
              std::span<const Extension> extensions, const ReadContext& context,
              PackageNotes& notes, Read read) {
  const std::string_view text = std::string_view(member.name).substr(stem.size());
  const auto extension = std::find_if(extensions.begin(), extensions.end(),
                                      [&](const Extension& known) { return known.text == text; });
  const std::string head = base::read_range(source, member.begin, compression::k_magic_size);
  if (extension == extensions.end() ||
      extension->compression != compression::detect(base::as_bytes(head))) {
    throw ReadFault(AnomalyKind::format_mismatch, "is not compressed as its name says",
                    member.name);
  }
  base::RangeStream range(source, member.begin, member.end);
  const std::unique_ptr<base::ByteStream> plain =
      compression::decode(extension->compression, range, context, notes);
  read(*plain);
}

} // namespace

bool recognize(base::ByteSource& source) {
  return base::read_head(source, k_magic.size()) == k_magic;
}

void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes) {
  const Limits& limits = context.limits;
  const std::vector<ar::Member> members = ar::read_members(source, limits);
  expect_three_members(source, members);
  ControlReader control(visitor, limits, members[1].name);
  read_tar(source, members[1], "control.tar", k_control_extensions, context, notes,
           [&](base::ByteStream& plain) { tar::read_stream(plain, limits, control); });
  visitor.catch_up();
  notes.package_name = control.package_name();
  read_tar(source, members[2], "data.tar", k_data_extensions, context, notes,
           [&](base::ByteStream& plain) {
             // md5sums is optional: it detects damage after installation, for which the checksums
             // of the container and the digests in reports serve before.
             if (!control.has_checksums()) return tar::read_stream(plain, limits, visitor);
             ChecksumVerifier verifier(visitor, control.checksums(), context.threads);
             tar::read_stream(plain, limits, verifier);
             control.checksums().expect_all_found();
           });
}

} // namespace package_audit::formats::deb
