#pragma once

#include "policy/source_text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// JSON with the offset of every key and value.

struct JsonValue {
  // `number`: negative or with a fraction; no key of a policy takes either.
  enum class Kind { null, boolean, integer, number, string, array, object };

  Kind kind = Kind::null;
  std::size_t offset = 0;
  bool boolean = false;
  std::uint64_t integer = 0;
  std::string text{};
  // Of an array or an object.
  std::vector<JsonValue> items{};
  // Of a member of an object.
  std::string key{};
  std::size_t key_offset = 0;
};

// "a string", "an array" …
std::string_view describe(JsonValue::Kind kind);

// Accepts comments. Throws Error for text that is not JSON, for a duplicate key and for nesting
// that no policy needs.
JsonValue parse_json(const SourceText& source);

} // namespace package_audit::policy
