#include "base/path.hpp"
#include "checks/checks.hpp"
#include "checks/link_resolver.hpp"

#include <fmt/format.h>

#include <string_view>

namespace package_audit::checks {

namespace {

// libacme.so -> libacme.so.1 in a development package: another package holds the library.
bool is_library_name(std::string_view name, std::string_view target) {
  if (target.find('/') != std::string_view::npos) return false;
  if (name.ends_with(".so")) return target.starts_with(name);
  constexpr std::string_view k_dylib = ".dylib";
  if (!name.ends_with(k_dylib) || !target.ends_with(k_dylib)) return false;
  name.remove_suffix(k_dylib.size());
  return target.starts_with(name);
}

std::string describe(const Entry& entry, std::size_t index, const LinkResolver& resolver) {
  if (entry.type != EntryType::symlink || entry.link_target.empty()) return {};
  const LinkTarget target = resolver.resolve(index);
  if (target.end == LinkEnd::endless) {
    return fmt::format("leads to {}, which leads back", entry.link_target);
  }
  if (target.end != LinkEnd::missing) return {};
  if (is_library_name(base::base_name(entry.path), entry.link_target)) return {};
  return fmt::format("leads to {}, which is not in the package", target.path);
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  const LinkResolver resolver(input);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const PathRule* const rule = input.fitting_rule(i);
    if (rule != nullptr && rule->link_target) continue;
    std::string message = describe(input.artifact.entries[i], i, resolver);
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace

constexpr Check k_dangling_link{
    .id = "dangling-link",
    .summary = "symlink to something that is not in the package",
    .why = "What the link stands for was left out: the user gets a name that does not work.",
    .fix = "Install what it points at, or drop the link. If another package brings it, an allow "
           "entry whose `link_target` says so accepts the link.",
    .default_severity = Severity::warning,
    .run = run,
};

} // namespace package_audit::checks
