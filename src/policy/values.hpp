#pragma once

#include "model/policy.hpp"
#include "policy/json_document.hpp"
#include "policy/scope.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::policy {

// Readers for the kinds of value in a policy; each throws Error when the text is not of its form.
// `name` is the key of the value.

std::uint64_t size_of(const SourceText& source, const JsonValue& value, std::string_view name);
std::uint64_t count_of(const SourceText& source, const JsonValue& value, std::string_view name);
std::uint32_t mode_of(const SourceText& source, const JsonValue& value);
std::string owner_of(const SourceText& source, const JsonValue& value);
EntryType type_of(const SourceText& source, const JsonValue& value);
base::Sha256 sha256_of(const SourceText& source, const JsonValue& value);
base::Date date_of(const SourceText& source, const JsonValue& value, std::string_view name);
Severity severity_of(const SourceText& source, const JsonValue& value);
Format format_of(const SourceText& source, const JsonValue& value);
// In the spelling of CPack, upper case.
std::string generator_of(const SourceText& source, const JsonValue& value);
std::string read_prefix(const Scope& scope, const JsonValue& value);

} // namespace package_audit::policy
