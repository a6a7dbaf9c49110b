#pragma once

#include "base/byte_source.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::formats::rpm {

// The two header structures of an RPM package: one over the other and the payload, and the one that
// describes the package.
enum class RpmHeaderKind { signature, package };

// A header structure ("Header Structure", Linux Standard Base core specification 5.0, chapter
// 22.2.2): an index of tags, and a store with their values.
class RpmHeader {
public:
  // Throws ReadFault unless every byte is accounted for: the index has no tag twice and none that
  // is unknown, each value lies in the store, the store is full of values, one region with its
  // trailer covers it all, and reserved space is zero.
  static RpmHeader walk(base::ByteSource& source, std::uint64_t offset, RpmHeaderKind kind,
                        const Limits& limits);

  // Behind the last byte.
  std::uint64_t end() const { return begin_ + bytes_.size(); }
  // All of it, from the magic on: what digests are over.
  std::string_view bytes() const { return bytes_; }

  bool has(std::uint32_t tag) const { return find(tag) != nullptr; }
  // Throw ReadFault when the tag is there and has values of another type, or more than a package
  // may have entries.
  // The string, or the first of several; empty when there is none.
  std::string_view text(std::uint32_t tag) const;
  std::vector<std::string_view> texts(std::uint32_t tag) const;
  std::vector<std::uint64_t> numbers(std::uint32_t tag) const;
  std::optional<std::uint64_t> number(std::uint32_t tag) const;
  std::string_view binary(std::uint32_t tag) const;

private:
  enum class Type : std::uint32_t {
    character = 1,
    int8,
    int16,
    int32,
    int64,
    string,
    binary,
    string_array,
    i18n_string
  };

  struct Value {
    std::uint32_t tag = 0;
    Type type = Type::binary;
    std::uint32_t offset = 0;
    std::uint32_t count = 0;
    // Of the bytes in the store.
    std::uint32_t size = 0;
  };

  explicit RpmHeader(const Limits& limits) : limits_(limits) {}
  void read_index(RpmHeaderKind kind);
  Value read_value(std::size_t index, RpmHeaderKind kind) const;
  std::uint64_t size_of(const Value& value) const;
  void expect_full_store() const;
  void expect_region(RpmHeaderKind kind) const;
  const Value* find(std::uint32_t tag) const;
  void expect_few(const Value& value) const;
  std::string_view store() const;
  std::string_view store_at(const Value& value) const;

  Limits limits_;
  std::uint64_t begin_ = 0;
  std::string bytes_;
  std::size_t store_begin_ = 0;
  // In the order of their offsets.
  std::vector<Value> values_;
};

} // namespace package_audit::formats::rpm
