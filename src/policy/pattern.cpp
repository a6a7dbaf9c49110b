#include "policy/pattern.hpp"

#include "base/glob_pattern.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "policy/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::policy {

namespace {

std::string variables_hint(std::string_view name, const Variables& variables) {
  std::vector<std::string_view> names;
  for (const auto& [known, value] : variables)
    names.push_back(known);
  if (names.empty()) {
    return "; none is defined: give it in \"variables\" or with --define NAME=VALUE";
  }
  const std::string_view near = base::nearest(name, names);
  if (!near.empty()) return fmt::format("; did you mean \"{}\"?", near);
  return fmt::format("; defined are {}", fmt::join(names, ", "));
}

const std::string& value_of(const Scope& scope, std::string_view name, std::size_t offset) {
  const auto found = scope.variables.find(name);
  if (found == scope.variables.end()) {
    scope.source.fail(offset, fmt::format("undefined variable \"{}\"{}", base::printable(name),
                                          variables_hint(name, scope.variables)));
  }
  return found->second;
}

void append(Substituted& result, std::string_view text, std::size_t origin) {
  result.text += text;
  result.origin.insert(result.origin.end(), text.size(), origin);
}

} // namespace

Substituted substitute(const Scope& scope, const JsonValue& value, std::string_view name,
                       Substitution how) {
  const std::string_view text = string_of(scope.source, value, name);
  Substituted result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("${")) {
      const std::size_t end = rest.find('}');
      const std::size_t offset = offset_in_string(scope.source, value, at);
      if (end == std::string_view::npos) scope.source.fail(offset, "'${' is not closed");
      const std::string& inserted = value_of(scope, rest.substr(2, end - 2), offset);
      append(result,
             how == Substitution::glob_escaped ? base::escape_glob(inserted)
                                               : std::string(inserted),
             at);
      at += end + 1;
      continue;
    }
    const bool escape = rest.starts_with('\\') && rest.size() > 1;
    for (std::size_t i = 0; i < (escape ? 2u : 1u); ++i)
      append(result, rest.substr(i, 1), at + i);
    at += escape ? 2 : 1;
  }
  result.origin.push_back(text.size());
  return result;
}

base::Glob glob_of(const Scope& scope, const JsonValue& value, std::string_view name,
                   base::GlobUse use) {
  const Substituted pattern = substitute(scope, value, name, Substitution::glob_escaped);
  try {
    return base::Glob(pattern.text, use);
  } catch (const base::GlobError& error) {
    const std::size_t at = pattern.origin[std::min(error.offset, pattern.text.size())];
    const std::string with_values =
        pattern.text == value.text ? std::string()
                                   : fmt::format(" (in \"{}\")", base::printable(pattern.text));
    scope.source.fail(offset_in_string(scope.source, value, at),
                      fmt::format("bad pattern: {}{}", error.message, with_values));
  }
}

bool is_variable_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

} // namespace package_audit::policy
