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

// The header structures of an RPM package: digests and signatures of the rest of the file, and the
// description of the package.
enum class HeaderKind { signature, package };

// A header structure ("Header Structure", Linux Standard Base core specification 5.0, chapter
// 22.2.2): an index of tags, and a store of their values.
class Header {
public:
  // Throws ReadFault unless every byte is accounted for: the index has no duplicate and no unknown
  // tags, all values are in the store, the store contains nothing else, one region with its trailer
  // covers everything, and reserved space is zero.
  static Header parse(base::ByteSource& source, std::uint64_t offset, HeaderKind kind,
                      const Limits& limits);

  // The offset of the first byte after the header.
  std::uint64_t end() const { return begin_ + bytes_.size(); }
  // The whole header including the magic number, as digests cover it.
  std::string_view bytes() const { return bytes_; }

  bool has(std::uint32_t tag) const { return find(tag) != nullptr; }
  // The values of a tag, empty if it is missing. Throw ReadFault if its type is another one, or if
  // it has more values than limits.entries. The first string.
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
    // Bytes in the store.
    std::uint32_t size = 0;
  };

  explicit Header(const Limits& limits) : limits_(limits) {}
  void read_index(HeaderKind kind);
  Value read_value(std::size_t index, HeaderKind kind) const;
  std::uint64_t size_of(const Value& value) const;
  void expect_full_store() const;
  void expect_region(HeaderKind kind) const;
  const Value* find(std::uint32_t tag) const;
  void expect_few_values(const Value& value) const;
  std::string_view store() const;
  std::string_view store_at(const Value& value) const;

  Limits limits_;
  std::uint64_t begin_ = 0;
  std::string bytes_;
  std::size_t store_begin_ = 0;
  // Sorted by tag.
  std::vector<Value> values_;
};

} // namespace package_audit::formats::rpm
