#pragma once

#include <span>
#include <string>
#include <vector>

namespace package_audit::policy {

// For each package the component that its file name ends in: "acme-1.0-Linux-dev.tar.gz" and
// "acme-dev_1.0_amd64.deb" are of "dev". Empty where there is none, and for all when they do not
// differ in it: then they are one product in several formats.
std::vector<std::string> components_of_packages(std::span<const std::string> file_names);

} // namespace package_audit::policy
