#pragma once

#include "policy/json_document.hpp"
#include "policy/source_text.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// An object of the policy without unknown keys. `what` names it in messages: "a package
// block".
class Fields {
public:
  // Throws Error when `value` is not an object or has a key that is not in `keys`.
  Fields(const SourceText& source, const JsonValue& value, std::string_view what,
         std::span<const std::string_view> keys);

  // Null when the key is not given.
  const JsonValue* find(std::string_view key) const;

  // Throws Error when the key is not given.
  const JsonValue& get(std::string_view key) const;

private:
  const SourceText& source_;
  const JsonValue& object_;
  std::string_view what_;
};

// `name` is the key that the value belongs to. Each throws Error when the value is of another type.
const std::string& string_of(const SourceText& source, const JsonValue& value,
                             std::string_view name);
// Also refuses a string of blanks.
const std::string& text_of(const SourceText& source, const JsonValue& value, std::string_view name);
bool boolean_of(const SourceText& source, const JsonValue& value, std::string_view name);
const std::vector<JsonValue>& items_of(const SourceText& source, const JsonValue& value,
                                       std::string_view name);
const std::vector<JsonValue>& members_of(const SourceText& source, const JsonValue& value,
                                         std::string_view name);

// Offset in the source of the byte `index` of a string value.
std::size_t offset_in_string(const SourceText& source, const JsonValue& value, std::size_t index);

// "; did you mean "x"?", or the list of candidates when none is near.
std::string hint(std::string_view word, std::span<const std::string_view> candidates);

[[noreturn]] void fail_type(const SourceText& source, const JsonValue& value, std::string_view name,
                            std::string_view wanted);

} // namespace package_audit::policy
