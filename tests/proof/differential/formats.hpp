#pragma once

#include "image.hpp"
#include "model/artifact.hpp"

#include <string>

namespace package_audit::proof {

// One archive with one structure that no tool writes that way.
struct Mutant {
  Format format = Format::unknown;
  std::string bytes{};
  // Which archive it was and what was changed.
  std::string recipe{};
  // It says something in a pax header, which p7zip 16.02 does not read.
  bool pax = false;
};

Mutant make_zip(Random& random);
Mutant make_tar(Random& random);
Mutant make_tar_gz(Random& random);

} // namespace package_audit::proof
