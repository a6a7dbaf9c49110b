#pragma once

#include "install/reply.hpp"
#include "model/result.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::install {

// Answers which install() call put a path into a package.
class InstallRules {
public:
  explicit InstallRules(std::vector<Installer> installers);

  // `path` as it is installed: relative to the install prefix, or absolute. A rule that names
  // exactly this path is preferred, then the one that installs the deepest folder around it. Which
  // files a PATTERN or REGEX leaves out CMake does not say. Null when no rule installs it.
  const InstallRule* find(std::string_view path) const;

  // The folder inside the package under which the project is installed: "opt/acme" when
  // "opt/acme/bin/acme" is in the package and "bin/acme" is what a rule installs. Empty when the
  // rules explain `paths` as they are, or not at all.
  std::string folder_in_package(std::span<const std::string_view> paths) const;

private:
  using ByPath = std::map<std::string, std::size_t, std::less<>>;

  void add(const Installer& installer, std::size_t index);
  const InstallRule* rule_at(const ByPath& where, std::string_view path) const;

  std::vector<Installer> installers_;
  ByPath files_;
  ByPath folders_;
  // Without ".cmake": install(EXPORT) also writes NAME-<config>.cmake beside it.
  ByPath exports_;
};

// Names the install() call of every entry with a finding, as far as CMake's file API knows it.
void trace_install_rules(AuditResult& result, const std::string& build_dir,
                         std::string_view config);

} // namespace package_audit::install
