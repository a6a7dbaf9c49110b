#include "report/sandbox.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace package_audit::report {

std::string sandbox_notice(std::span<const PackageResult> packages) {
  std::vector<std::string_view> missing;
  for (const std::string_view layer : k_sandbox_layers) {
    const bool everywhere =
        std::all_of(packages.begin(), packages.end(), [&](const PackageResult& package) {
          const std::vector<std::string>& active = package.artifact.sandbox;
          return std::find(active.begin(), active.end(), layer) != active.end();
        });
    if (!everywhere) missing.push_back(layer);
  }
  return missing.empty() ? "" : fmt::format("sandbox: without {}", fmt::join(missing, ", "));
}

} // namespace package_audit::report
