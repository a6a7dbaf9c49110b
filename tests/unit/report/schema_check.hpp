#pragma once

#include <nlohmann/json.hpp>

#include <string>

// The part of JSON Schema that our report's schema uses: $ref into $defs, type, const, enum,
// required, properties, additionalProperties: false, items, minimum, pattern (sha256 and dates).
// Any other keyword is a fault, so that the schema cannot say more than the tests check.
namespace package_audit::sample {

// Where and why `value` is not what `schema` asks for; empty when it is.
std::string schema_fault(const nlohmann::json& schema, const nlohmann::json& value);

} // namespace package_audit::sample
