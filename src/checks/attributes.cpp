#include "checks/attributes.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace package_audit::checks {

namespace {

bool is_link(const Entry& entry) {
  return entry.type == EntryType::symlink || entry.type == EntryType::hardlink;
}

bool is_plain(EntryType type) {
  return type == EntryType::file || type == EntryType::directory || type == EntryType::symlink ||
         type == EntryType::hardlink;
}

// Archives made without names have only numbers: user 0 is root in all of them.
bool is_called(std::string_view wanted, std::string_view name, std::uint64_t id) {
  if (wanted.empty()) return false;
  if (wanted == name || wanted == fmt::format("{}", id)) return true;
  return wanted == "root" && name.empty() && id == 0;
}

std::string owner_of(const Entry& entry) {
  return fmt::format("{}:{} ({}:{})", entry.user, entry.group, entry.uid, entry.gid);
}

} // namespace

std::string type_difference(const PathRule& rule, const Entry& entry) {
  if (rule.type) {
    if (*rule.type == entry.type) return {};
    return fmt::format("type {}, the policy says {}", to_string(entry.type), to_string(*rule.type));
  }
  if (is_plain(entry.type)) return {};
  return fmt::format("type {}, which only an allow entry with that `type` lets in",
                     to_string(entry.type));
}

std::string mode_difference(const PathRule& rule, const Entry& entry) {
  // The mode of a symlink means nothing and differs between systems.
  if (!rule.mode || entry.type == EntryType::symlink || entry.mode == rule.mode) return {};
  if (!entry.mode) return fmt::format("no mode is stored, the policy says {:04o}", *rule.mode);
  return fmt::format("mode {:04o}, the policy says {:04o}", *entry.mode, *rule.mode);
}

std::string owner_difference(const PathRule& rule, const Entry& entry) {
  if (!rule.owner) return {};
  const std::string_view wanted = *rule.owner;
  const std::size_t colon = wanted.find(':');
  if (colon != std::string_view::npos &&
      is_called(wanted.substr(0, colon), entry.user, entry.uid) &&
      is_called(wanted.substr(colon + 1), entry.group, entry.gid)) {
    return {};
  }
  return fmt::format("owner {}, the policy says {}", owner_of(entry), wanted);
}

std::string size_difference(const PathRule& rule, const Entry& entry) {
  if (!rule.max_size || entry.size <= *rule.max_size) return {};
  return fmt::format("{} ({} bytes), the policy says at most {} ({} bytes)",
                     base::human_size(entry.size), entry.size, base::human_size(*rule.max_size),
                     *rule.max_size);
}

std::string link_difference(const PathRule& rule, const Entry& entry) {
  if (!rule.link_target) return {};
  if (!is_link(entry)) {
    return fmt::format("no link, the policy says a link to {}", rule.link_target->text());
  }
  if (rule.link_target->matches(entry.link_target)) return {};
  return fmt::format("links to {}, the policy says {}", entry.link_target,
                     rule.link_target->text());
}

std::string digest_difference(const PathRule& rule, const Entry& entry) {
  if (!rule.sha256) return {};
  if (entry.type != EntryType::file) {
    return fmt::format("has no content of its own, the policy says sha256 {}",
                       base::to_hex(*rule.sha256));
  }
  if (entry.sha256 == *rule.sha256) return {};
  return fmt::format("sha256 {}, the policy says {}", base::to_hex(entry.sha256),
                     base::to_hex(*rule.sha256));
}

bool attributes_fit(const PathRule& rule, const Entry& entry) {
  for (const auto difference : {type_difference, mode_difference, owner_difference, size_difference,
                                link_difference, digest_difference}) {
    if (!difference(rule, entry).empty()) return false;
  }
  return true;
}

std::vector<Finding> entries_that_differ(const CheckInput& input,
                                         std::string (*difference)(const PathRule&, const Entry&)) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const PathRule* const rule = input.rule(i);
    if (rule == nullptr || input.matches[i].allowed()) continue;
    std::string message = difference(*rule, input.artifact.entries[i]);
    if (message.empty()) continue;
    findings.push_back({.entry = i, .message = std::move(message), .rule = rule->location});
  }
  return findings;
}

} // namespace package_audit::checks
