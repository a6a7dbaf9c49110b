#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// The version numbers in a package's file name, longest first: "acme-1.2.3-Linux.tar.gz" gives
// "1.2.3" and "1.2". A number alone is too common to be taken for a version.
std::vector<std::string> versions_in(std::string_view file_name);

// A pattern that matches `path` and its name in the next release or on another machine: the
// package's version, versioned directories, sonames, platform triplets, build types in the names of
// CMake's export files and languages below share/locale become wildcards within their segment.
std::string generalize_versions(std::string_view path, const std::vector<std::string>& versions);

} // namespace package_audit::policy
