#include "checks/checks.hpp"
#include "checks/link_resolver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace package_audit::checks {

namespace {

// In a package that is unpacked at "/", an allow entry may state that a link leads to a file of
// another package.
bool allowed_explicitly(const CheckInput& input, std::size_t index) {
  const PathRule* const rule = input.fitting_rule(index);
  return is_system_package(input.artifact.format) && rule != nullptr && rule->link_target;
}

std::string describe_symlink(const CheckInput& input, std::size_t index,
                             const LinkResolver& resolver) {
  const Entry& entry = input.artifact.entries[index];
  if (entry.link_target.empty()) return "the symlink has no target";
  const LinkTarget target = resolver.resolve(index);
  if (target.end != LinkEnd::outside || allowed_explicitly(input, index)) return {};
  if (target.path == entry.link_target && entry.container != Entry::k_no_container) {
    return fmt::format("leads to {}, outside of the archive", entry.link_target);
  }
  if (target.path == entry.link_target) {
    return fmt::format("leads to {}, outside of the package", entry.link_target);
  }
  return fmt::format("leads to {} by way of {}, outside of the package", target.path,
                     entry.link_target);
}

std::string_view without_dot(std::string_view member) {
  while (member.starts_with("./"))
    member.remove_prefix(2);
  return member;
}

// Stored names, because the target of a hard link is one.
using Files = std::unordered_set<std::string_view>;
// By Entry::container.
using FilesByArchive = std::unordered_map<std::uint32_t, Files>;

std::string describe_hardlink(const Entry& entry, const Files& earlier_files) {
  if (earlier_files.contains(without_dot(entry.link_target))) return {};
  return fmt::format("is a hard link to {}, which is no earlier file of the package",
                     entry.link_target);
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  const LinkResolver resolver(input);
  const bool has_hardlinks =
      std::any_of(input.artifact.entries.begin(), input.artifact.entries.end(),
                  [](const Entry& entry) { return entry.type == EntryType::hardlink; });
  FilesByArchive files;
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const Entry& entry = input.artifact.entries[i];
    std::string message;
    if (entry.type == EntryType::symlink) message = describe_symlink(input, i, resolver);
    if (entry.type == EntryType::hardlink)
      message = describe_hardlink(entry, files[entry.container]);
    const bool is_file = entry.type == EntryType::file || entry.type == EntryType::hardlink;
    if (has_hardlinks && is_file && message.empty()) {
      files[entry.container].insert(without_dot(stored_name(input.artifact, entry)));
    }
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace

constexpr Check k_link_escape{
    .id = "link-escape",
    .summary = "link that leads out of the package",
    .why =
        "What is read, written or unpacked through it is something of the user's machine, and an "
        "absolute target is often a path of the build.",
    .fix =
        "Make the link relative and let it end in the package. In a .deb or .rpm a link to a file "
        "of another package is accepted by an allow entry whose `link_target` says so.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
