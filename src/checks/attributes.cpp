#include "checks/attributes.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "checks/checks.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace package_audit::checks {

namespace {

bool is_link(const Entry& entry) {
  return entry.type == EntryType::symlink || entry.type == EntryType::hardlink;
}

bool is_common(EntryType type) {
  return type == EntryType::file || type == EntryType::directory || type == EntryType::symlink ||
         type == EntryType::hardlink;
}

// Archives without account names store only numbers: user 0 is root in all of them.
bool names_account(std::string_view wanted, std::string_view name, std::uint64_t id) {
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
  if (is_common(entry.type)) return {};
  return fmt::format("type {}, which only an allow entry with that `type` lets in",
                     to_string(entry.type));
}

std::string mode_difference(const PathRule& rule, const Entry& entry) {
  // The mode of a symlink has no effect and differs between systems.
  if (!rule.mode || entry.type == EntryType::symlink || entry.mode == rule.mode) return {};
  if (!entry.mode) return fmt::format("no mode is stored, the policy says {:04o}", *rule.mode);
  return fmt::format("mode {:04o}, the policy says {:04o}", *entry.mode, *rule.mode);
}

std::string owner_difference(const PathRule& rule, const Entry& entry) {
  if (!rule.owner) return {};
  const std::string_view wanted = *rule.owner;
  const std::size_t colon = wanted.find(':');
  if (colon != std::string_view::npos &&
      names_account(wanted.substr(0, colon), entry.user, entry.uid) &&
      names_account(wanted.substr(colon + 1), entry.group, entry.gid)) {
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

namespace {

struct AttributeCheck : Check {
  std::string (*difference)(const PathRule&, const Entry&);
};

// One finding for each entry that an allow entry matches by path and refuses for this attribute.
std::vector<Finding> run(const Check& check, const CheckInput& input) {
  const auto difference = static_cast<const AttributeCheck&>(check).difference;
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

constexpr auto k_attribute_checks = std::to_array<AttributeCheck>({
    {{.id = "digest-mismatch",
      .summary = "file has another content than the policy says",
      .why = "The policy pins the content that was reviewed; this is something else.",
      .fix = "Find out why the content changed. If the change is meant, review it and put the new "
             "digest into `sha256` of the allow entry.",
      .default_severity = Severity::error,
      .run = run},
     digest_difference},
    {{.id = "link-mismatch",
      .summary = "link leads elsewhere than the policy says",
      .why = "What the user gets under this name is decided by the link's target.",
      .fix = "Correct the step that makes the link, or `link_target` in the allow entry.",
      .default_severity = Severity::error,
      .run = run},
     link_difference},
    {{.id = "mode-mismatch",
      .summary = "entry has another mode than the policy says",
      .why = "The mode decides who may run or change the file on the user's machine.",
      .fix = "Set the mode in the install rule (PERMISSIONS, FILE_PERMISSIONS, "
             "DIRECTORY_PERMISSIONS), or correct `mode` in the allow entry. Where the format "
             "stores no mode, no rule on modes can be met.",
      .default_severity = Severity::error,
      .run = run},
     mode_difference},
    {{.id = "owner-mismatch",
      .summary = "entry has another owner than the policy says",
      .why =
          "Unpacked by root, the file belongs to whoever has that account on the user's machine.",
      .fix = "Build the package as the owner that the policy names (CPACK_ARCHIVE_UID and "
             "CPACK_ARCHIVE_GID with CMake 4.3 or later, fakeroot otherwise), or correct `owner` "
             "in the allow entry.",
      .default_severity = Severity::error,
      .run = run},
     owner_difference},
    {{.id = "size-mismatch",
      .summary = "file is larger than the policy allows",
      .why = "A file that has grown past its bound often holds what it should not: debug "
             "information, an embedded archive, a model or a data base.",
      .fix = "Look at what made the file grow. If the growth is meant, raise `max_size` in the "
             "allow entry.",
      .default_severity = Severity::error,
      .run = run},
     size_difference},
    {{.id = "type-mismatch",
      .summary = "entry is of another type than the policy says",
      .why = "A file that has become a link or a device does something else when it is unpacked "
             "than what was reviewed.",
      .fix = "Install the entry as the type that the policy names, or correct `type` in the allow "
             "entry. Devices, fifos and sockets are let in only by an allow entry that names that "
             "type.",
      .default_severity = Severity::error,
      .run = run},
     type_difference},
});

} // namespace

void add_attribute_checks(std::vector<const Check*>& checks) {
  for (const AttributeCheck& check : k_attribute_checks)
    checks.push_back(&check);
}

} // namespace package_audit::checks
