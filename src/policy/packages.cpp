#include "policy/fields.hpp"
#include "policy/pattern.hpp"
#include "policy/rules.hpp"
#include "policy/values.hpp"

#include <array>

namespace package_audit::policy {

namespace {

constexpr std::array<std::string_view, 8> k_keys{"when",   "allow",      "require", "deny",
                                                 "checks", "exceptions", "limits",  "prefix"};
constexpr std::array<std::string_view, 5> k_conditions{"component", "format", "generator", "config",
                                                       "name"};

void read_conditions(const Scope& scope, const JsonValue& when, PackageBlock& block) {
  const SourceText& source = scope.source;
  if (when.kind != JsonValue::Kind::object) fail_type(source, when, "when", "an object");
  const Fields fields(source, when, "\"when\"", k_conditions);
  if (when.items.empty()) {
    source.fail(when.offset, "\"when\" must ask for something: what holds for every package "
                             "belongs to the top level");
  }
  if (const auto* const component = fields.find("component")) {
    block.component = text_of(source, *component, "component");
  }
  if (const auto* const format = fields.find("format")) block.format = format_of(source, *format);
  if (const auto* const generator = fields.find("generator")) {
    block.generator = generator_of(source, *generator);
  }
  if (const auto* const config = fields.find("config")) {
    block.config = text_of(source, *config, "config");
  }
  if (const auto* const name = fields.find("name")) {
    block.name = glob_of(scope, *name, "name");
    if (name->text.find('/') != std::string::npos) {
      source.fail(name->offset,
                  "\"name\" is compared with the package's file name, which has no '/'");
    }
  }
}

} // namespace

PackageBlock read_block(const Scope& scope, const JsonValue& value) {
  const Fields fields(scope.source, value, "a package block", k_keys);
  PackageBlock block{.location = scope.source.location(value.offset)};
  read_conditions(scope, fields.get("when"), block);
  block.rules = read_rules(scope, fields);
  return block;
}

} // namespace package_audit::policy
