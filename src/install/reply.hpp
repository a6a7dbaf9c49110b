#pragma once

#include "model/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace package_audit::install {

// One install() call of a configured project, as CMake's file API reports it.
struct Installer {
  // "file", "directory", "target", "export", "fileSet" …: cmake-file-api(7), directory object.
  std::string type{};
  // Relative to the install prefix, or absolute.
  std::string destination{};
  // Relative to `destination`; "." or "" is the destination itself.
  std::vector<std::string> paths{};
  InstallRule rule{};
};

// Every installer of one configuration, in the order in which CMake lists them. `config` picks it
// in a multi-config build; without a configuration of that name, the first is used. Empty when the
// build directory holds no reply that lists installers (CMake before 3.21, no query, a damaged
// file): the rules are a hint, and an audit goes on without it.
std::vector<Installer> read_installers(const std::string& build_dir, std::string_view config);

} // namespace package_audit::install
