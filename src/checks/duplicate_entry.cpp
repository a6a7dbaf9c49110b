#include "checks/checks.hpp"
#include "util/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace package_audit {

namespace {

// CPack stores a folder once for each component that is in it.
bool is_same_folder(const Entry& a, const Entry& b) {
  return a.type == EntryType::directory && b.type == EntryType::directory && a.mode == b.mode &&
         a.uid == b.uid && a.gid == b.gid && a.user == b.user && a.group == b.group;
}

std::string judge_twins(const Entry& first, const Entry& second) {
  if (is_same_folder(first, second)) return {};
  if (first.type != second.type) {
    return fmt::format("stored twice, as {} and as {}", to_string(first.type),
                       to_string(second.type));
  }
  if (first.type == EntryType::directory) return "stored twice, with another mode or owner";
  if (first.sha256 == second.sha256 && first.link_target == second.link_target) {
    return "stored twice, with the same content";
  }
  return "stored twice, with different content: which of them users get depends on the unpacker";
}

using Paths = std::unordered_map<std::string_view, const Entry*>;

// The first part of `path` that is no folder and yet has something below it; those in front of
// `judged` are known to be none.
std::string judge_parents(std::string_view path, std::size_t judged, const Paths& paths) {
  for (std::size_t slash = path.find('/', std::max<std::size_t>(judged, 1));
       slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    const auto parent = paths.find(path.substr(0, slash));
    if (parent == paths.end()) continue;
    const EntryType type = parent->second->type;
    // What lies below a symlink is path-escape's business.
    if (type == EntryType::directory || type == EntryType::symlink) continue;
    return fmt::format("lies below {}, which is a {}", parent->first, to_string(type));
  }
  return {};
}

std::vector<Finding> run(const CheckInput& input) {
  Paths paths;
  paths.reserve(input.artifact.entries.size());
  std::vector<const Entry*> firsts;
  firsts.reserve(input.artifact.entries.size());
  for (const Entry& entry : input.artifact.entries)
    firsts.push_back(paths.emplace(entry.path, &entry).first->second);
  std::vector<Finding> findings;
  // The last path below which nothing is wrong.
  std::string_view sound;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const Entry& entry = input.artifact.entries[i];
    if (entry.path == ".") continue;
    const Entry& first = *firsts[i];
    std::string message;
    // Libraries may hold two object files of one name.
    if (&first != &entry && !entry.inherent) message = judge_twins(first, entry);
    if (message.empty()) {
      message = judge_parents(entry.path, behind_shared_folders(entry.path, sound), paths);
      sound = message.empty() ? std::string_view(entry.path) : std::string_view();
    }
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace

constexpr Check k_duplicate_entry{
    .id = "duplicate-entry",
    .summary = "path that is stored more than once",
    .why = "Unpackers keep the first, the last, or stop: what was reviewed may not be what users "
           "get.",
    .fix = "Find the two install() rules that write this path and drop one.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit
