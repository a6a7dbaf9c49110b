#include "unit/report/schema_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>
#include <string_view>

namespace package_audit::sample {

namespace {

using nlohmann::json;

class Validator {
public:
  explicit Validator(const json& schema) : root_(schema) {}

  std::string check(const json& schema, const json& value, const std::string& at) const {
    if (schema.contains("$ref")) {
      const std::string name = schema.at("$ref").get<std::string>();
      return check(root_.at(json::json_pointer(name.substr(1))), value, at);
    }
    for (const auto& [keyword, argument] : schema.items()) {
      const std::string fault = check_keyword(schema, keyword, argument, value, at);
      if (!fault.empty()) return fault;
    }
    return "";
  }

private:
  std::string check_keyword(const json& schema, const std::string& keyword, const json& argument,
                            const json& value, const std::string& at) const {
    if (keyword == "type") return has_type(argument, value) ? "" : at + ": wrong type";
    if (keyword == "const") return value == argument ? "" : at + ": wrong value";
    if (keyword == "enum") {
      const bool known = std::find(argument.begin(), argument.end(), value) != argument.end();
      return known ? "" : at + ": not in enum";
    }
    if (keyword == "minimum") return value >= argument ? "" : at + ": too small";
    if (keyword == "pattern") {
      const std::regex pattern(argument.get<std::string>());
      return std::regex_search(value.get<std::string>(), pattern) ? "" : at + ": wrong form";
    }
    if (keyword == "required") return check_required(argument, value, at);
    if (keyword == "properties") return check_properties(schema, value, at);
    if (keyword == "items") return check_items(argument, value, at);
    constexpr std::array<std::string_view, 7> k_remarks{
        "$schema", "$id", "$defs", "title", "description", "additionalProperties", "examples"};
    const bool remark = std::find(k_remarks.begin(), k_remarks.end(), keyword) != k_remarks.end();
    return remark ? "" : fmt::format("{}: keyword {} is not checked", at, keyword);
  }

  static bool has_type(const json& type, const json& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    return false;
  }

  static std::string check_required(const json& names, const json& value, const std::string& at) {
    for (const json& name : names) {
      if (!value.contains(name.get<std::string>()))
        return fmt::format("{}: no {}", at, name.dump());
    }
    return "";
  }

  std::string check_properties(const json& schema, const json& value, const std::string& at) const {
    for (const auto& [name, member] : value.items()) {
      const std::string place = fmt::format("{}/{}", at, name);
      if (!schema.at("properties").contains(name)) {
        if (schema.value("additionalProperties", true)) continue;
        return place + ": not in the schema";
      }
      const std::string fault = check(schema.at("properties").at(name), member, place);
      if (!fault.empty()) return fault;
    }
    return "";
  }

  std::string check_items(const json& schema, const json& value, const std::string& at) const {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const std::string fault = check(schema, value[i], fmt::format("{}/{}", at, i));
      if (!fault.empty()) return fault;
    }
    return "";
  }

  const json& root_;
};

} // namespace

std::string schema_fault(const nlohmann::json& schema, const nlohmann::json& value) {
  return Validator(schema).check(schema, value, "");
}

} // namespace package_audit::sample
