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

// The install() calls of a build, by the paths that they install.
class InstallRules {
public:
  explicit InstallRules(std::vector<Installer> installers);

  // `path` as it is installed: relative to the install prefix, or absolute. Prefers a rule that
  // names exactly this path, then the one that installs the deepest parent directory; CMake does
  // not list the files that a PATTERN or REGEX excludes. Null when no rule installs it.
  const InstallRule* find(std::string_view path) const;

  // The directory of the package that holds the installed tree: "opt/acme" when "opt/acme/bin/acme"
  // is in the package and a rule installs "bin/acme". Empty when `paths` match the rules as they
  // are, or not at all.
  std::string directory_in_package(std::span<const std::string_view> paths) const;

private:
  using ByPath = std::map<std::string, std::size_t, std::less<>>;

  void add(const Installer& installer, std::size_t index);
  const InstallRule* rule_at(const ByPath& where, std::string_view path) const;

  std::vector<Installer> installers_;
  ByPath files_;
  ByPath directories_;
  // Without ".cmake": install(EXPORT) also writes NAME-<config>.cmake beside it.
  ByPath exports_;
};

// Sets Diagnostic::installed_by of every entry that CMake's file API has an install() call for.
void trace_install_rules(AuditResult& result, const std::string& build_dir,
                         std::string_view config);

} // namespace package_audit::install
