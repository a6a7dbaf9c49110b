#pragma once

#include "policy/json_document.hpp"
#include "policy/source_text.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// A parsed policy file; `root` has version 1 and no unknown key at its top level.
struct PolicyDocument {
  std::unique_ptr<const SourceText> source{};
  JsonValue root{};
};

// The keys of a policy's top level.
std::span<const std::string_view> policy_keys();

// `file` and everything it extends, each once, extended files before extending ones. Throws
// Error.
std::vector<PolicyDocument> read_documents(std::string_view file);

} // namespace package_audit::policy
