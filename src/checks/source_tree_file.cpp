#include "checks/checks.hpp"
#include "checks/entry_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace package_audit::checks {

namespace {

const NeverShipped* find_origin(std::span<const NeverShipped> never_ship,
                                const base::Sha256& digest) {
  const auto found = std::lower_bound(
      never_ship.begin(), never_ship.end(), digest,
      [](const NeverShipped& file, const base::Sha256& d) { return file.sha256 < d; });
  return found != never_ship.end() && found->sha256 == digest ? &*found : nullptr;
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  if (input.never_ship.empty()) return {};
  return report_entries(input, [&](const Entry& entry) -> std::string {
    if (entry.type != EntryType::file || entry.size < NeverShipped::k_min_size) return {};
    const NeverShipped* const file = find_origin(input.never_ship, entry.sha256);
    return file == nullptr ? "" : fmt::format("the content of {}", file->origin);
  });
}

} // namespace

constexpr Check k_source_tree_file{
    .id = "source-tree-file",
    .summary = "file that is never to ship, under whatever name",
    .why =
        "The project said of this file, or of a folder above it (NEVER_SHIP, --never-ship), that "
        "it must be in no package. Here its whole content is, perhaps under another name or in "
        "an archive.",
    .fix =
        "Keep it out of the package: narrow the install() rule, or find the step that copied it. "
        "If it may ship after all, name only what may not in NEVER_SHIP.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
