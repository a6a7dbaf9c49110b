#pragma once

#include "checks/check_input.hpp"
#include "model/artifact.hpp"
#include "model/policy.hpp"
#include "support/signatures.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::support {

// One file of tests/cases/<check id>/: a package as text, its policy rules, and the expected
// findings of the check. tests/cases/README.md describes the form.
struct Expectation {
  std::string path{};
  // A part of the finding's message.
  std::string message{};
};

struct Recipe {
  // With policy paths, digests and sizes set, as if it had been read.
  Artifact package{};
  // Of each entry.
  std::vector<std::string> contents{};
  // Facts that do not come from those.
  bool has_given_facts = false;
};

struct CaseFile {
  Recipe recipe{};
  // The same package with the defect repaired: the check must be silent.
  std::optional<Recipe> fixed{};
  Policy policy{};
  // The bundled ones; those of the case where it brings any.
  Signatures signatures{};
  std::vector<Expectation> expect{};
};

// Throws std::runtime_error with the name of the file when it is malformed.
CaseFile load_case(const std::filesystem::path& file);

// Runs one check on a package whose policy paths are set.
std::vector<Finding> run_check(const Check& check, const Artifact& package, const Policy& policy,
                               const content::signatures::SignatureSet& signatures);

} // namespace package_audit::support
