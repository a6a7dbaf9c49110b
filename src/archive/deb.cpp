// Debian binary packages: an ar archive of exactly debian-binary, control.tar and data.tar, in that
// order (deb(5), format 2.0).

#include "archive/decode.hpp"
#include "archive/readers.hpp"
#include "archive/tar.hpp"
#include "bytes/fault.hpp"
#include "bytes/head.hpp"
#include "util/path.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace package_audit {

namespace {

constexpr std::string_view k_magic = "!<arch>\n";
constexpr std::size_t k_header_size = 60;
constexpr std::size_t k_control_limit = std::size_t{1} << 20;

struct Member {
  std::string name{};
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  // Members start at even offsets.
  std::uint64_t next() const { return end + (end & 1U); }
};

std::string_view trimmed(std::string_view field) {
  while (!field.empty() && field.back() == ' ')
    field.remove_suffix(1);
  return field;
}

Member read_member(ByteSource& source, std::uint64_t offset) {
  const std::string header = read_range(source, offset, k_header_size);
  if (header.size() < k_header_size || !header.ends_with("`\n")) {
    throw ReadFault(AnomalyKind::damaged, fmt::format("no ar member header at byte {}", offset));
  }
  Member member;
  member.name = trimmed(std::string_view(header).substr(0, 16));
  const std::string_view digits = trimmed(std::string_view(header).substr(48, 10));
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    throw ReadFault(AnomalyKind::damaged, "an ar member's size is not a number", member.name);
  }
  member.begin = offset + k_header_size;
  member.end = member.begin + size;
  if (member.end > source.size()) {
    throw ReadFault(AnomalyKind::damaged, "an ar member ends behind the end of the file",
                    member.name);
  }
  return member;
}

// Passes entries on and keeps the bytes of the file `control`.
class ControlReader final : public EntryVisitor {
public:
  explicit ControlReader(EntryVisitor& next) : next_(next) {}

  void begin(Entry entry) override {
    keep_ = entry.path == "DEBIAN/control";
    if (keep_ && std::exchange(seen_, true)) {
      throw ReadFault(AnomalyKind::damaged, "holds a second control file", entry.member);
    }
    next_.begin(std::move(entry));
  }
  void data(std::span<const std::byte> bytes) override {
    if (keep_ && control_.size() < k_control_limit) {
      control_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    next_.data(bytes);
  }
  void end() override { next_.end(); }

  std::string field(std::string_view name) const {
    const std::string start = fmt::format("\n{}:", name);
    const std::string text = "\n" + control_;
    const std::size_t at = text.find(start);
    if (at == std::string::npos) return {};
    const std::size_t from = at + start.size();
    std::string_view value = std::string_view(text).substr(from, text.find('\n', from) - from);
    while (!value.empty() && value.front() == ' ')
      value.remove_prefix(1);
    return std::string(trimmed(value));
  }

private:
  EntryVisitor& next_;
  bool keep_ = false;
  bool seen_ = false;
  std::string control_;
};

// Opens a member such as "data.tar.xz"; what its name says and what its bytes say must agree.
template <typename Read>
void with_tar(ByteSource& source, const Member& member, std::string_view base, Read read) {
  if (!member.name.starts_with(base)) {
    throw ReadFault(AnomalyKind::damaged, fmt::format("where {} belongs", base), member.name);
  }
  const std::string_view ending = std::string_view(member.name).substr(base.size());
  const Compression compression = sniff_compression(bytes_of(read_range(source, member.begin, 8)));
  const bool agree = (ending.empty() && compression == Compression::none) ||
                     (ending == ".gz" && compression == Compression::gzip) ||
                     (ending == ".xz" && compression == Compression::xz) ||
                     (ending == ".bz2" && compression == Compression::bzip2) ||
                     (ending == ".zst" && compression == Compression::zstd);
  if (!agree) {
    throw ReadFault(AnomalyKind::format_mismatch, "is not compressed as its name says",
                    member.name);
  }
  RangeStream range(source, member.begin, member.end);
  const std::unique_ptr<ByteStream> plain = decode(compression, range);
  read(*plain);
}

std::string read_control(ByteSource& source, const Member& member, EntryVisitor& visitor) {
  ControlReader control(visitor);
  with_tar(source, member, "control.tar", [&](ByteStream& plain) {
    read_tar(plain, control, [&](Entry& entry) {
      entry.path = "DEBIAN";
      for (const std::string_view part : components(entry.member)) {
        if (part != ".") entry.path.append("/").append(part);
      }
      entry.member = fmt::format("{}!/{}", member.name, entry.member);
      entry.section = Section::metadata;
      const bool file = entry.type == EntryType::file;
      entry.inherent =
          (file && (entry.path == "DEBIAN/control" || entry.path == "DEBIAN/md5sums")) ||
          (entry.type == EntryType::directory && entry.path == "DEBIAN");
    });
  });
  std::string name = control.field("Package");
  if (name.empty()) {
    throw ReadFault(AnomalyKind::damaged, "holds no control file that names the package",
                    member.name);
  }
  return name;
}

} // namespace

bool is_deb(ByteSource& source) {
  return read_head(source, k_magic.size() + 13) == fmt::format("{}debian-binary", k_magic);
}

void read_deb(ByteSource& source, const Limits&, EntryVisitor& visitor, PackageNotes& notes) {
  const Member version = read_member(source, k_magic.size());
  if (version.end - version.begin != 4 || read_range(source, version.begin, 4) != "2.0\n") {
    throw ReadFault(AnomalyKind::damaged, "is not \"2.0\"", version.name);
  }
  const Member control = read_member(source, version.next());
  notes.package_name = read_control(source, control, visitor);
  const Member data = read_member(source, control.next());
  with_tar(source, data, "data.tar", [&](ByteStream& plain) { read_tar(plain, visitor); });
  // The last member's padding byte is all that may follow.
  const std::string tail = read_range(source, data.end, 2);
  if (data.next() < source.size() || (!tail.empty() && tail != "\n")) {
    throw ReadFault(AnomalyKind::unexpected_bytes, "further bytes follow data.tar");
  }
}

} // namespace package_audit
