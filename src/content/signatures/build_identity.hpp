#pragma once

#include "model/signature.hpp"

#include <string>
#include <vector>

namespace package_audit::content::signatures {

// What names one build: none of it belongs into a package. What is empty is not looked for.
struct BuildIdentity {
  std::string source_folder{};
  std::string binary_folder{};
  std::string home_folder{};
  std::string user{};
  std::string host{};
};

// Rules of the check build-path for the build's names: paths with any kind of slash, also escaped,
// names only where they stand as such, all in any case. Left out is what says nothing of a build
// because it is too common: paths of one part ("/src"), the user "root", the host "localhost".
std::vector<SignatureRule> build_signatures(const BuildIdentity& identity);

} // namespace package_audit::content::signatures
