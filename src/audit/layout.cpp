#include "audit/layout.hpp"

#include "base/path.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace package_audit::audit {

namespace {

// Without empty parts and ".", as most paths are.
bool is_normalized(std::string_view member) {
  return !member.starts_with("./") && !member.ends_with('/') && !member.ends_with("/.") &&
         member != "." && member.find("//") == std::string_view::npos &&
         member.find("/./") == std::string_view::npos;
}

// The stored name without "./", doubled and trailing slashes. Keeps "..", which checks report.
std::string normalize(std::string_view member) {
  if (is_normalized(member)) return std::string(member);
  std::string path = member.starts_with('/') ? "/" : "";
  for (const std::string_view part : base::components(member)) {
    if (part == ".") continue;
    if (!path.empty() && path.back() != '/') path += '/';
    path += part;
  }
  return path;
}

// The same without a copy of a path that is normalized already.
std::string_view normalized(std::string_view member, std::string& buffer) {
  if (is_normalized(member)) return member;
  buffer = normalize(member);
  return buffer;
}

// True when `path` is `directory` or lies in it.
bool is_within(std::string_view path, std::string_view directory) {
  return path.starts_with(directory) &&
         (path.size() == directory.size() || path[directory.size()] == '/');
}

// True for the package's own payload: the tree that gets installed.
bool is_laid_out(const Entry& entry) {
  return entry.section == Section::payload && entry.container == Entry::k_no_container;
}

// The one directory in which the whole payload lies; empty when there is none.
std::string single_top_directory(const Artifact& artifact) {
  std::string top;
  for (const Entry& entry : artifact.entries) {
    if (!is_laid_out(entry)) continue;
    std::string buffer;
    const std::string_view path = normalized(entry.member, buffer);
    if (path.empty()) continue;
    const std::string_view first = path.substr(0, path.find('/'));
    const bool is_directory = first.size() < path.size() || entry.type == EntryType::directory;
    if (!is_directory || first.empty() || first == "..") return {};
    if (top.empty()) top = first;
    if (first != top) return {};
  }
  return top;
}

// True when the payload is `directory`, its content and its parents.
bool lies_in(const Artifact& artifact, std::string_view directory) {
  return std::all_of(artifact.entries.begin(), artifact.entries.end(), [&](const Entry& entry) {
    std::string buffer;
    const std::string_view path = normalized(entry.member, buffer);
    return !is_laid_out(entry) || path.empty() || is_within(path, directory) ||
           (entry.type == EntryType::directory && is_within(directory, path));
  });
}

// Runs of letters and digits: "foo_1.0.orig" and "foo-1.0" have equal first words.
std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  constexpr std::string_view k_separators = "-_.+~ ";
  while (!text.empty()) {
    const std::size_t length = std::min(text.find_first_of(k_separators), text.size());
    if (length > 0) result.push_back(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return result;
}

bool named_after(std::string_view file_name, std::string_view directory) {
  const auto file_words = words(file_name);
  const auto directory_words = words(directory);
  return !directory_words.empty() && directory_words.size() <= file_words.size() &&
         std::equal(directory_words.begin(), directory_words.end(), file_words.begin(),
                    base::equal_ignoring_case);
}

bool is_npm_package(const Artifact& artifact) {
  return std::any_of(artifact.entries.begin(), artifact.entries.end(),
                     [](const Entry& entry) { return entry.member == "package/package.json"; });
}

bool is_section_name(std::string_view path) {
  constexpr std::array<std::string_view, 3> k_sections{"DEBIAN", "RPM", "STGZ"};
  return std::any_of(k_sections.begin(), k_sections.end(),
                     [&](std::string_view section) { return is_within(path, section); });
}

std::string policy_path(const Entry& entry, const Layout& layout) {
  std::string path = normalize(entry.member);
  if (layout.system && path.starts_with('/')) path.erase(0, 1);
  if (path == layout.root || path.empty()) return ".";
  // Parents of the root are no part of the tree, as the root itself.
  if (entry.type == EntryType::directory && is_within(layout.root, path)) return ".";
  if (!layout.root.empty() && is_within(path, layout.root)) {
    path.erase(0, layout.root.size() + 1);
  } else if (!layout.root.empty() && !path.starts_with('/')) {
    path.insert(0, "/");
  }
  // Such a path would look like the package's metadata, or like a member of a nested archive.
  const bool misleads = is_section_name(path) || path.find("!/") != std::string::npos;
  if (misleads && !path.starts_with('/')) path.insert(0, "/");
  return path;
}

// "share/data.zip!/inner", as stored: the place where a nested archive is unpacked is not known.
std::string nested_path(const Artifact& artifact, const Entry& entry) {
  const std::string inner =
      entry.section == Section::metadata ? entry.path : normalize(stored_name(artifact, entry));
  return artifact.entries[entry.container].path + "!/" + (inner.empty() ? "." : inner);
}

} // namespace

Layout find_layout(const Artifact& artifact, std::string_view prefix, std::string_view root_hint) {
  if (is_system_package(artifact.format)) {
    return {.root = normalize(prefix).substr(1), .system = true};
  }
  root_hint.remove_prefix(std::min(root_hint.find_first_not_of('/'), root_hint.size()));
  const std::string root = normalize(root_hint);
  if (artifact.format == Format::directory) return {.root = root};
  if (!root.empty() && lies_in(artifact, root)) return {.root = root};
  const std::string top = single_top_directory(artifact);
  if (top.empty()) return {};
  const bool known =
      named_after(artifact.name, top) || (top == "package" && is_npm_package(artifact));
  return {.root = known ? top : ""};
}

void assign_paths(Artifact& artifact, const Layout& layout) {
  for (Entry& entry : artifact.entries) {
    if (entry.container != Entry::k_no_container) {
      entry.path = nested_path(artifact, entry);
    } else if (entry.section == Section::payload) {
      entry.path = policy_path(entry, layout);
    }
    // Free the spare capacity: a package has many paths.
    entry.path.shrink_to_fit();
  }
}

} // namespace package_audit::audit
