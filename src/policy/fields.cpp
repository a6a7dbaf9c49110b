#include "policy/fields.hpp"

#include "base/suggest.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::policy {

namespace {

// Lengths of one character of a JSON string, in the source and in the value.
struct Step {
  std::size_t source = 1;
  std::size_t value = 1;
};

Step step_at(std::string_view text) {
  if (text.front() != '\\') return {};
  if (!text.starts_with("\\u")) return {.source = 2, .value = 1};
  const unsigned long code = std::stoul(std::string(text.substr(2, 4)), nullptr, 16);
  if (code >= 0xD800 && code <= 0xDFFF) return {.source = 12, .value = 4};
  return {.source = 6, .value = code < 0x80 ? 1u : code < 0x800 ? 2u : 3u};
}

} // namespace

Fields::Fields(const SourceText& source, const JsonValue& value, std::string_view what,
               std::span<const std::string_view> keys)
    : source_(source), object_(value), what_(what) {
  if (value.kind != JsonValue::Kind::object) {
    source.fail(value.offset,
                fmt::format("{} must be an object, not {}", what, describe(value.kind)));
  }
  for (const JsonValue& member : value.items) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    source.fail(member.key_offset,
                fmt::format("unknown key \"{}\" in {}{}", base::printable(member.key), what,
                            hint(member.key, keys)));
  }
}

const JsonValue* Fields::find(std::string_view key) const {
  for (const JsonValue& member : object_.items) {
    if (member.key == key) return &member;
  }
  return nullptr;
}

const JsonValue& Fields::get(std::string_view key) const {
  const JsonValue* const value = find(key);
  if (value == nullptr) {
    source_.fail(object_.offset, fmt::format("{} needs \"{}\"", what_, key));
  }
  return *value;
}

void fail_type(const SourceText& source, const JsonValue& value, std::string_view name,
               std::string_view wanted) {
  source.fail(value.offset,
              fmt::format("\"{}\" must be {}, not {}", name, wanted, describe(value.kind)));
}

const std::string& string_of(const SourceText& source, const JsonValue& value,
                             std::string_view name) {
  if (value.kind != JsonValue::Kind::string) fail_type(source, value, name, "a string");
  return value.text;
}

const std::string& text_of(const SourceText& source, const JsonValue& value,
                           std::string_view name) {
  const std::string& text = string_of(source, value, name);
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    source.fail(value.offset, fmt::format("\"{}\" must not be empty", name));
  }
  return text;
}

bool boolean_of(const SourceText& source, const JsonValue& value, std::string_view name) {
  if (value.kind != JsonValue::Kind::boolean) fail_type(source, value, name, "true or false");
  return value.boolean;
}

const std::vector<JsonValue>& items_of(const SourceText& source, const JsonValue& value,
                                       std::string_view name) {
  if (value.kind != JsonValue::Kind::array) fail_type(source, value, name, "an array");
  return value.items;
}

const std::vector<JsonValue>& members_of(const SourceText& source, const JsonValue& value,
                                         std::string_view name) {
  if (value.kind != JsonValue::Kind::object) fail_type(source, value, name, "an object");
  return value.items;
}

std::size_t offset_in_string(const SourceText& source, const JsonValue& value, std::size_t index) {
  std::size_t offset = value.offset + 1;
  const std::size_t last = source.text().size() - 1;
  for (std::size_t done = 0; done < index && offset < last;) {
    const Step step = step_at(source.text().substr(offset));
    done += step.value;
    if (done > index) break;
    offset += step.source;
  }
  return std::min(offset, last);
}

std::string hint(std::string_view word, std::span<const std::string_view> candidates) {
  const std::string_view near = base::nearest(word, candidates);
  if (!near.empty()) return fmt::format("; did you mean \"{}\"?", near);
  return fmt::format("; there are {}", fmt::join(candidates, ", "));
}

} // namespace package_audit::policy
