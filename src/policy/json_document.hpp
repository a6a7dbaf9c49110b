#pragma once

#include "policy/source_text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// JSON in which every key and value knows where it stands.

struct JsonValue {
  // `number` is one that is negative or has a fraction; the policy has no use for either.
  enum class Kind { null, boolean, integer, number, string, array, object };

  Kind kind = Kind::null;
  std::size_t offset = 0;
  bool boolean = false;
  std::uint64_t integer = 0;
  std::string text{};
  // Of an array or an object.
  std::vector<JsonValue> items{};
  // Of what is in an object.
  std::string key{};
  std::size_t key_offset = 0;
};

// "a string", "an array" …
std::string_view describe(JsonValue::Kind kind);

// Takes comments. Throws Error for what is not JSON, for a key given twice and for nesting that no
// policy needs.
JsonValue parse_json(const SourceText& source);

} // namespace package_audit::policy
