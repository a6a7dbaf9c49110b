#include "base/text.hpp"
#include "checks/checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::checks {

namespace {

constexpr std::size_t k_max_named = 4;
// Accounts with lower numbers belong to the distribution and are the same on every machine.
constexpr std::uint64_t k_first_local_id = 100;

bool is_neutral(std::string_view name, std::uint64_t id, bool system) {
  if (name.empty() || name == "root" || name == "wheel") return id == 0;
  return system && id > 0 && id < k_first_local_id;
}

bool is_neutral(const Entry& entry, bool system) {
  return is_neutral(entry.user, entry.uid, system) && is_neutral(entry.group, entry.gid, system);
}

std::string identity_of(const Entry& entry) {
  if (entry.uid == Entry::k_no_id || entry.gid == Entry::k_no_id) {
    return fmt::format("{}:{}", entry.user, entry.group);
  }
  std::string numbers = fmt::format("{}:{}", entry.uid, entry.gid);
  if (entry.user.empty() && entry.group.empty()) return numbers;
  return fmt::format("{}:{} ({})", entry.user, entry.group, numbers);
}

using Count = std::pair<std::string, std::uint64_t>;

std::vector<Count> count_identities(const CheckInput& input) {
  const bool system = is_system_package(input.artifact.format);
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const Entry& entry = input.artifact.entries[i];
    const PathRule* const rule = input.fitting_rule(i);
    const bool allowed_explicitly = rule != nullptr && rule->owner.has_value();
    if (allowed_explicitly || is_neutral(entry, system)) continue;
    ++counts[identity_of(entry)];
  }
  std::vector<Count> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Count& a, const Count& b) { return a.second > b.second; });
  return sorted;
}

std::string message_of(std::span<const Count> counts) {
  std::vector<std::string> named;
  for (const auto& [identity, count] : counts.first(std::min(counts.size(), k_max_named))) {
    named.push_back(fmt::format("{} in {}", identity, base::count_of(count, "entry", "entries")));
  }
  std::string message = fmt::format("accounts stored: {}", fmt::join(named, ", "));
  if (counts.size() > k_max_named) {
    message += fmt::format(" and {} more", counts.size() - k_max_named);
  }
  return message;
}

// Names that rpmbuild is configured to write for reproducible packages.
bool is_neutral_host(std::string_view host) {
  return host.empty() || host == "localhost" || host == "localhost.localdomain" ||
         host == "reproducible";
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  // The owner of a staged directory is no part of a package.
  if (input.artifact.format == Format::directory) return {};
  std::vector<Finding> findings;
  const std::vector<Count> counts = count_identities(input);
  if (!counts.empty()) findings.push_back({.message = message_of(counts)});
  if (!is_neutral_host(input.artifact.build_host)) {
    findings.push_back(
        {.message = fmt::format("names the machine that built it: {}", input.artifact.build_host)});
  }
  return findings;
}

} // namespace

constexpr Check k_builder_identity{
    .id = "builder-identity",
    .summary = "account or name of the machine that built the package",
    .why = "The package tells who built it and where, and unpacked by root the files belong to "
           "whoever has that number on the user's machine.",
    .fix =
        "Set CPACK_ARCHIVE_UID and CPACK_ARCHIVE_GID to 0 (CMake 4.3 or later), or run cpack as "
        "root or under fakeroot. Owners that are meant are accepted by `owner` in an allow entry. "
        "For the name of the machine in an .rpm, set CPACK_RPM_SPEC_MORE_DEFINE to \"%global "
        "_buildhost reproducible\".",
    .default_severity = Severity::warning,
    .run = run,
};

} // namespace package_audit::checks
