#include "base/bytes.hpp"
#include "formats/fault.hpp"
#include "formats/zip/headers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace package_audit::formats::zip {

namespace {

using base::Bytes;

enum class Side { local, central };

constexpr std::uint16_t k_zip64_id = 0x0001;
constexpr std::uint16_t k_owner_id = 0x7875;
constexpr std::uint16_t k_unicode_path_id = 0x7075;

unsigned at(Bytes field, std::size_t offset) {
  return std::to_integer<unsigned>(field[offset]);
}

// Flags for three times, then the times; the central header may hold the first alone (Info-ZIP's
// extrafld.txt, "UT").
bool is_times(Bytes field, Side side) {
  if (field.empty() || at(field, 0) > 7) return false;
  const std::size_t all = 1 + 4 * static_cast<std::size_t>(std::popcount(at(field, 0)));
  const std::size_t first = 1 + 4 * std::size_t{at(field, 0) & 1U};
  return field.size() == all || (field.size() == first && side == Side::central);
}

// The central header may hold fewer times, with the flags of the local header or its own.
bool are_same_times(Bytes central, Bytes local) {
  const bool same_start = central.size() == 1 || central[0] == local[0] || at(central, 0) == 1;
  return same_start && (at(central, 0) & ~at(local, 0)) == 0 &&
         base::as_text(local.subspan(1)).starts_with(base::as_text(central.subspan(1)));
}

// Version 1, then user and group, each with its size in front (extrafld.txt, "ux").
bool is_owner(Bytes field, Side) {
  if (field.size() < 3 || at(field, 0) != 1) return false;
  const std::size_t user = at(field, 1);
  if (user > 8 || field.size() < 3 + user) return false;
  const std::size_t group = at(field, 2 + user);
  return group <= 8 && field.size() == 3 + user + group;
}

// Access and modification time, and in the local header user and group (extrafld.txt, "UX").
bool is_old_unix(Bytes field, Side side) {
  return field.size() == 12 || (field.size() == 8 && side == Side::central);
}

// User and group, in the local header only (extrafld.txt, "Ux").
bool is_old_owner(Bytes field, Side side) {
  return field.size() == (side == Side::local ? 4U : 0U);
}

// Reserved, then one attribute: three times (APPNOTE 4.5.5).
bool is_ntfs_times(Bytes field, Side) {
  return field.size() == 32 && base::le32(field, 0) == 0 && base::le16(field, 4) == 1 &&
         base::le16(field, 6) == 24;
}

// Without content: its presence marks a Java archive.
bool is_java_mark(Bytes field, Side) {
  return field.empty();
}

// The central header may hold less, cut off at the end.
bool is_prefix(Bytes central, Bytes local) {
  return base::as_text(local).starts_with(base::as_text(central));
}

struct KnownField {
  std::uint16_t id;
  bool (*is_valid)(Bytes, Side);
  bool (*agree)(Bytes central, Bytes local);
  // 7-Zip writes its times to the central header only.
  bool central_alone;
};

constexpr std::array k_known{
    KnownField{k_owner_id, is_owner, is_prefix, false},
    KnownField{0x5455, is_times, are_same_times, false},
    KnownField{0x5855, is_old_unix, is_prefix, false},
    KnownField{0x7855, is_old_owner, is_prefix, false},
    KnownField{0x000A, is_ntfs_times, is_prefix, true},
    KnownField{0xCAFE, is_java_mark, is_prefix, false},
};

constexpr std::size_t k_owner_row = 0;
static_assert(k_known[k_owner_row].id == k_owner_id);

struct Fields {
  std::optional<Bytes> zip64{};
  std::array<std::optional<Bytes>, k_known.size()> known{};
};

[[noreturn]] void fail_for_unknown_field(std::uint16_t id) {
  if (id == k_unicode_path_id) ambiguous("an extra field gives it a second name");
  ambiguous(fmt::format("holds an unknown extra field, 0x{:04x}", id));
}

void add_field(Fields& fields, std::uint16_t id, Bytes field, Side side) {
  if (id == k_zip64_id) {
    if (fields.zip64) ambiguous("holds the zip64 extra field twice");
    fields.zip64 = field;
    return;
  }
  const auto row = std::find_if(k_known.begin(), k_known.end(),
                                [&](const KnownField& known) { return known.id == id; });
  if (row == k_known.end()) fail_for_unknown_field(id);
  if (!row->is_valid(field, side)) {
    ambiguous(fmt::format("its extra field 0x{:04x} is not of the form that tools write", id));
  }
  std::optional<Bytes>& slot = fields.known[static_cast<std::size_t>(row - k_known.begin())];
  if (slot) ambiguous(fmt::format("holds the extra field 0x{:04x} twice", id));
  slot = field;
}

Fields read_fields(Bytes extra, Side side) {
  Fields fields;
  while (!extra.empty()) {
    if (extra.size() < 4 || extra.size() - 4 < base::le16(extra, 2)) {
      ambiguous("its extra fields are longer than what they hold");
    }
    const std::size_t length = base::le16(extra, 2);
    add_field(fields, base::le16(extra, 0), extra.subspan(4, length), side);
    extra = extra.subspan(4 + length);
  }
  return fields;
}

// The numbers of a zip64 field, in the order in which a header refers to them (APPNOTE 4.5.3).
class Zip64Field {
public:
  explicit Zip64Field(const std::optional<Bytes>& field) : left_(field.value_or(Bytes{})) {}

  void resolve(std::uint64_t& number) {
    if (number != k_in_zip64_field) return;
    if (left_.size() < 8) ambiguous("leaves a number to a zip64 extra field that lacks it");
    number = base::le64(left_, 0);
    left_ = left_.subspan(8);
  }
  void expect_end() const {
    if (!left_.empty()) ambiguous("its zip64 extra field holds more than the header leaves to it");
  }

private:
  Bytes left_;
};

void resolve_central(CentralHeader& central, const Fields& fields) {
  central.has_owner = fields.known[k_owner_row].has_value();
  Zip64Field zip64(fields.zip64);
  zip64.resolve(central.uncompressed_size);
  zip64.resolve(central.compressed_size);
  zip64.resolve(central.local_offset);
  zip64.expect_end();
}

// Both sizes once more, as Python writes them with force_zip64 (NumPy's .npz).
bool repeats_sizes(const Header& local, Bytes zip64) {
  return zip64.size() == 16 && base::le64(zip64, 0) == local.uncompressed_size &&
         base::le64(zip64, 8) == local.compressed_size;
}

// A local header refers to it for both sizes or none. An empty field announces a descriptor with
// large numbers (libarchive since 3.7).
void resolve_local(Header& local, const Fields& fields) {
  local.zip64 = fields.zip64 && !fields.zip64->empty();
  const bool has_both =
      local.uncompressed_size == k_in_zip64_field && local.compressed_size == k_in_zip64_field;
  const bool is_announced = fields.zip64 && fields.zip64->empty() && has_descriptor(local);
  if (fields.zip64 && repeats_sizes(local, *fields.zip64)) return;
  if (fields.zip64 && !has_both && !is_announced) {
    ambiguous("its local header has a zip64 extra field that it does not need");
  }
  Zip64Field zip64(fields.zip64);
  zip64.resolve(local.uncompressed_size);
  zip64.resolve(local.compressed_size);
  zip64.expect_end();
}

void expect_same_fields(const Fields& central, const Fields& local) {
  for (std::size_t i = 0; i < k_known.size(); ++i) {
    const auto& ours = central.known[i];
    const auto& theirs = local.known[i];
    if (!ours && !theirs) continue;
    if (ours && !theirs && k_known[i].central_alone) continue;
    if (!ours || !theirs || !k_known[i].agree(*ours, *theirs)) {
      ambiguous(fmt::format("its two headers differ in the extra field 0x{:04x}", k_known[i].id));
    }
  }
}

} // namespace

void resolve_extra_fields(CentralHeader& central) {
  const bool uses_zip64 = central.uncompressed_size == k_in_zip64_field ||
                          central.compressed_size == k_in_zip64_field ||
                          central.local_offset == k_in_zip64_field;
  if (!uses_zip64) return;
  resolve_central(central, read_fields(central.extra, Side::central));
}

void resolve_extra_fields(CentralHeader& central, Header& local) {
  const Fields central_fields = read_fields(central.extra, Side::central);
  const Fields local_fields = read_fields(local.extra, Side::local);
  resolve_central(central, central_fields);
  resolve_local(local, local_fields);
  expect_same_fields(central_fields, local_fields);
}

} // namespace package_audit::formats::zip
