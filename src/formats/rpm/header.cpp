#include "formats/rpm/header.hpp"

#include "base/bytes.hpp"
#include "base/head.hpp"
#include "formats/fault.hpp"
#include "formats/rpm/tags.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::formats::rpm {

namespace {

constexpr std::string_view k_magic("\x8E\xAD\xE8\x01\0\0\0\0", 8);
constexpr std::size_t k_preamble_size = 16;
constexpr std::size_t k_index_entry_size = 16;
// Limits of rpm itself.
constexpr std::uint64_t k_max_values = 0xFFFF;
constexpr std::uint64_t k_max_store_size = 0x0FFFFFFF;

[[noreturn]] void refuse(AnomalyKind kind, std::string detail) {
  throw ReadFault(kind, "an RPM header " + std::move(detail));
}

[[noreturn]] void refuse_tag(AnomalyKind kind, std::uint32_t tag, std::string_view what) {
  refuse(kind, fmt::format("has a tag {} {}", tag, what));
}

std::uint32_t region_of(HeaderKind kind) {
  return kind == HeaderKind::signature ? tag::k_signature_region : tag::k_package_region;
}

bool is_known(std::uint32_t tag, std::uint32_t type, HeaderKind kind) {
  return kind == HeaderKind::signature ? type == tag::signature_type(tag)
                                       : tag::is_package_tag(tag);
}

} // namespace

Header Header::parse(base::ByteSource& source, std::uint64_t offset, HeaderKind kind,
                     const Limits& limits) {
  const std::string preamble = base::read_range(source, offset, k_preamble_size);
  if (preamble.size() < k_preamble_size || !preamble.starts_with(k_magic)) {
    refuse(AnomalyKind::damaged, fmt::format("is missing at byte {}", offset));
  }
  const std::uint64_t count = base::big_endian(preamble, 8, 4);
  const std::uint64_t store_size = base::big_endian(preamble, 12, 4);
  if (count == 0 || count > k_max_values || store_size > k_max_store_size) {
    refuse(AnomalyKind::damaged, "is larger than rpm reads");
  }
  // The header is kept in memory, together with lists of its values.
  if (store_size > limits.memory / 4) {
    refuse(AnomalyKind::limit, "is too large: " + limit_message(&Limits::memory, limits));
  }
  const std::uint64_t size = k_preamble_size + count * k_index_entry_size + store_size;
  Header header(limits);
  header.begin_ = offset;
  header.bytes_ = base::read_range(source, offset, static_cast<std::size_t>(size));
  if (header.bytes_.size() < size) refuse(AnomalyKind::damaged, "ends behind the end of the file");
  header.store_begin_ = static_cast<std::size_t>(size - store_size);
  header.read_index(kind);
  return header;
}

void Header::read_index(HeaderKind kind) {
  const std::size_t count = (store_begin_ - k_preamble_size) / k_index_entry_size;
  values_.reserve(count);
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    values_.push_back(read_value(i, kind));
    total += values_.back().size;
    // Finding the ends of strings is linear in their sizes: values must not share bytes.
    if (total > store().size()) {
      refuse_tag(AnomalyKind::ambiguous, values_.back().tag, "that overlaps another");
    }
  }
  if (values_.front().tag != region_of(kind)) {
    refuse(AnomalyKind::damaged, "does not begin with its region");
  }
  std::sort(values_.begin(), values_.end(),
            [](const Value& a, const Value& b) { return a.tag < b.tag; });
  for (std::size_t i = 1; i < count; ++i) {
    if (values_[i - 1].tag == values_[i].tag) {
      refuse_tag(AnomalyKind::ambiguous, values_[i].tag, "twice");
    }
  }
  expect_full_store();
  expect_region(kind);
}

Header::Value Header::read_value(std::size_t index, HeaderKind kind) const {
  const std::size_t at = k_preamble_size + index * k_index_entry_size;
  const auto field = [&](std::size_t number) {
    return static_cast<std::uint32_t>(base::big_endian(bytes_, at + number * 4, 4));
  };
  const std::uint32_t type = field(1);
  Value value{.tag = field(0), .offset = field(2), .count = field(3)};
  if (type < static_cast<std::uint32_t>(Type::character) ||
      type > static_cast<std::uint32_t>(Type::i18n_string)) {
    refuse_tag(AnomalyKind::damaged, value.tag, "of an unknown type");
  }
  value.type = static_cast<Type>(type);
  if (!is_known(value.tag, type, kind)) {
    refuse_tag(AnomalyKind::ambiguous, value.tag, "that is unknown, or not of its type");
  }
  if (value.count == 0) refuse_tag(AnomalyKind::damaged, value.tag, "without a value");
  if (value.type == Type::string && value.count != 1) {
    refuse_tag(AnomalyKind::damaged, value.tag, "that is one string and says it is several");
  }
  const std::uint64_t size = size_of(value);
  if (value.offset > store().size() || size > store().size() - value.offset) {
    refuse_tag(AnomalyKind::damaged, value.tag, "whose value lies behind the end");
  }
  value.size = static_cast<std::uint32_t>(size);
  return value;
}

// Greater than the store's size if a string has no end in it.
std::uint64_t Header::size_of(const Value& value) const {
  switch (value.type) {
  case Type::character:
  case Type::int8:
  case Type::binary:
    return value.count;
  case Type::int16:
    return std::uint64_t{2} * value.count;
  case Type::int32:
    return std::uint64_t{4} * value.count;
  case Type::int64:
    return std::uint64_t{8} * value.count;
  case Type::string:
  case Type::string_array:
  case Type::i18n_string:
    break;
  }
  std::size_t end = value.offset;
  for (std::uint32_t i = 0; i < value.count; ++i) {
    const std::size_t zero =
        end > store().size() ? std::string_view::npos : store().find('\0', end);
    if (zero == std::string_view::npos) return store().size() + std::uint64_t{1};
    end = zero + 1;
  }
  return end - value.offset;
}

void Header::expect_full_store() const {
  std::vector<Value> in_order = values_;
  std::sort(in_order.begin(), in_order.end(),
            [](const Value& a, const Value& b) { return a.offset < b.offset; });
  std::size_t end = 0;
  for (const Value& value : in_order) {
    const std::size_t alignment = value.type == Type::int16   ? 2
                                  : value.type == Type::int32 ? 4
                                  : value.type == Type::int64 ? 8
                                                              : 1;
    if (value.offset < end) refuse_tag(AnomalyKind::ambiguous, value.tag, "that overlaps another");
    if (value.offset % alignment != 0) {
      refuse_tag(AnomalyKind::damaged, value.tag, "that is not aligned");
    }
    if (value.offset - end >= alignment ||
        !base::is_all_zero(store().substr(end, value.offset - end))) {
      refuse_tag(AnomalyKind::unexpected_bytes, value.tag, "with bytes of nothing in front of it");
    }
    end = std::size_t{value.offset} + value.size;
  }
  if (end != store().size()) {
    refuse(AnomalyKind::unexpected_bytes, "has bytes that belong to no tag at its end");
  }
}

// The value of a region is its trailer: an index entry whose offset points back to the first entry.
void Header::expect_region(HeaderKind kind) const {
  constexpr std::size_t k_trailer_size = 16;
  const std::uint32_t tag = region_of(kind);
  const Value* const region = find(tag);
  const std::string_view trailer = binary(tag);
  if (trailer.size() != k_trailer_size) refuse_tag(AnomalyKind::damaged, tag, "without trailer");
  const std::uint32_t index_size = static_cast<std::uint32_t>(values_.size() * k_index_entry_size);
  if (base::big_endian(trailer, 0, 4) != tag ||
      base::big_endian(trailer, 4, 4) != static_cast<std::uint32_t>(Type::binary) ||
      base::big_endian(trailer, 8, 4) != std::uint32_t{0} - index_size ||
      base::big_endian(trailer, 12, 4) != k_trailer_size ||
      region->offset + k_trailer_size != store().size()) {
    refuse_tag(AnomalyKind::ambiguous, tag, "that does not cover all of it");
  }
  for (const std::uint32_t reserved : {tag::k_reserved, tag::k_reserved_space}) {
    if (kind == HeaderKind::signature && has(reserved) && !base::is_all_zero(binary(reserved))) {
      refuse_tag(AnomalyKind::unexpected_bytes, reserved, "whose reserved space is not zero");
    }
  }
}

std::string_view Header::store() const {
  return std::string_view(bytes_).substr(store_begin_);
}

const Header::Value* Header::find(std::uint32_t tag) const {
  const auto value = std::lower_bound(
      values_.begin(), values_.end(), tag,
      [](const Value& candidate, std::uint32_t wanted) { return candidate.tag < wanted; });
  return value == values_.end() || value->tag != tag ? nullptr : &*value;
}

std::string_view Header::store_at(const Value& value) const {
  return store().substr(value.offset, value.size);
}

void Header::expect_few_values(const Value& value) const {
  if (value.count <= limits_.entries) return;
  over_limit(&Limits::entries, limits_);
}

std::vector<std::string_view> Header::texts(std::uint32_t tag) const {
  const Value* const value = find(tag);
  if (value == nullptr) return {};
  if (value->type != Type::string && value->type != Type::string_array &&
      value->type != Type::i18n_string) {
    refuse_tag(AnomalyKind::damaged, tag, "that is no text");
  }
  expect_few_values(*value);
  std::vector<std::string_view> result;
  result.reserve(value->count);
  std::string_view rest = store_at(*value);
  for (std::uint32_t i = 0; i < value->count; ++i) {
    result.push_back(rest.substr(0, rest.find('\0')));
    rest.remove_prefix(result.back().size() + 1);
  }
  return result;
}

std::string_view Header::text(std::uint32_t tag) const {
  const std::vector<std::string_view> all = texts(tag);
  return all.empty() ? std::string_view{} : all.front();
}

std::vector<std::uint64_t> Header::numbers(std::uint32_t tag) const {
  const Value* const value = find(tag);
  if (value == nullptr) return {};
  const bool is_number = value->type >= Type::character && value->type <= Type::int64;
  if (!is_number) refuse_tag(AnomalyKind::damaged, tag, "that is no number");
  expect_few_values(*value);
  const std::size_t width = value->size / value->count;
  std::vector<std::uint64_t> result;
  result.reserve(value->count);
  for (std::size_t i = 0; i < value->count; ++i) {
    result.push_back(base::big_endian(store_at(*value), i * width, width));
  }
  return result;
}

std::optional<std::uint64_t> Header::number(std::uint32_t tag) const {
  const std::vector<std::uint64_t> all = numbers(tag);
  if (all.size() > 1) refuse_tag(AnomalyKind::ambiguous, tag, "with several values for one");
  return all.empty() ? std::nullopt : std::optional(all.front());
}

std::string_view Header::binary(std::uint32_t tag) const {
  const Value* const value = find(tag);
  if (value == nullptr) return {};
  if (value->type != Type::binary) refuse_tag(AnomalyKind::damaged, tag, "that is not binary");
  return store_at(*value);
}

} // namespace package_audit::formats::rpm
