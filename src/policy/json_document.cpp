#include "policy/json_document.hpp"

#include "base/text.hpp"
#include "policy/json_scanner.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace package_audit::policy {

namespace {

constexpr std::size_t k_max_depth = 16;
// Each key is compared with all before it.
constexpr std::size_t k_max_keys = 1024;

class DocumentBuilder : public nlohmann::json_sax<nlohmann::json> {
public:
  explicit DocumentBuilder(const SourceText& source) : source_(source), scanner_(source) {}

  JsonValue take() { return std::move(root_); }

  bool null() override { return add({.kind = JsonValue::Kind::null}); }
  bool boolean(bool value) override {
    return add({.kind = JsonValue::Kind::boolean, .boolean = value});
  }
  bool number_integer(number_integer_t) override { return add({.kind = JsonValue::Kind::number}); }
  bool number_unsigned(number_unsigned_t value) override {
    return add({.kind = JsonValue::Kind::integer, .integer = value});
  }
  bool number_float(number_float_t, const string_t&) override {
    return add({.kind = JsonValue::Kind::number});
  }
  bool string(string_t& value) override {
    return add({.kind = JsonValue::Kind::string, .text = std::move(value)});
  }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return begin(JsonValue::Kind::object); }
  bool start_array(std::size_t) override { return begin(JsonValue::Kind::array); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }

  bool key(string_t& name) override {
    const std::size_t offset = scanner_.next_value().offset;
    std::vector<JsonValue>& members = open_.back()->items;
    const auto same = std::find_if(members.begin(), members.end(),
                                   [&](const JsonValue& member) { return member.key == name; });
    if (same != members.end()) {
      source_.fail(offset,
                   fmt::format("the key \"{}\" was already given in line {}", base::printable(name),
                               source_.location(same->key_offset).line));
    }
    if (members.size() == k_max_keys) {
      source_.fail(offset, fmt::format("an object of more than {} keys", k_max_keys));
    }
    members.push_back({.key = std::move(name), .key_offset = offset});
    state_ = JsonState::key;
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    fail_syntax(source_, scanner_, state_);
  }

private:
  JsonValue& place(JsonValue value) {
    value.offset = scanner_.next_value().offset;
    if (open_.empty()) return root_ = std::move(value);
    std::vector<JsonValue>& items = open_.back()->items;
    if (open_.back()->kind == JsonValue::Kind::array) return items.emplace_back(std::move(value));
    value.key = std::move(items.back().key);
    value.key_offset = items.back().key_offset;
    return items.back() = std::move(value);
  }

  bool add(JsonValue value) {
    place(std::move(value));
    finish_value();
    return true;
  }

  // An open value is never moved: its parent grows only after it is closed.
  bool begin(JsonValue::Kind kind) {
    JsonValue& value = place({.kind = kind});
    open_.push_back(&value);
    if (open_.size() > k_max_depth) {
      source_.fail(value.offset, fmt::format("nested more than {} deep", k_max_depth));
    }
    state_ = kind == JsonValue::Kind::object ? JsonState::begun_object : JsonState::begun_array;
    return true;
  }

  bool end() {
    scanner_.next_value();
    open_.pop_back();
    finish_value();
    return true;
  }

  void finish_value() {
    if (open_.empty()) {
      state_ = JsonState::all;
    } else if (open_.back()->kind == JsonValue::Kind::object) {
      state_ = JsonState::object_value;
    } else {
      state_ = JsonState::array_value;
    }
  }

  const SourceText& source_;
  JsonScanner scanner_;
  JsonState state_ = JsonState::nothing;
  JsonValue root_{};
  std::vector<JsonValue*> open_{};
};

} // namespace

std::string_view describe(JsonValue::Kind kind) {
  switch (kind) {
  case JsonValue::Kind::null:
    return "null";
  case JsonValue::Kind::boolean:
    return "a boolean";
  case JsonValue::Kind::integer:
  case JsonValue::Kind::number:
    return "a number";
  case JsonValue::Kind::string:
    return "a string";
  case JsonValue::Kind::array:
    return "an array";
  case JsonValue::Kind::object:
    return "an object";
  }
  return "null";
}

JsonValue parse_json(const SourceText& source) {
  DocumentBuilder builder(source);
  const bool strict = true;
  const bool ignore_comments = true;
  nlohmann::json::sax_parse(source.text(), &builder, nlohmann::json::input_format_t::json, strict,
                            ignore_comments);
  return builder.take();
}

} // namespace package_audit::policy
