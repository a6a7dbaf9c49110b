#pragma once

#include "model/signature.hpp"

#include <string>
#include <vector>

namespace package_audit::content::signatures {

// Names of one build and its machine, which belong into no package. Empty ones are ignored.
struct BuildIdentity {
  std::string source_directory{};
  std::string binary_directory{};
  std::string home_directory{};
  std::string user{};
  std::string host{};
};

// Rules of the check build-path for these names: paths with any kind of slash, escaped ones
// included, names as whole words, all in any case. Common names have no rule: paths of one part
// ("/src"), the user "root", the host "localhost".
std::vector<SignatureRule> build_signatures(const BuildIdentity& identity);

} // namespace package_audit::content::signatures
