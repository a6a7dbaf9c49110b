#include "install/install_rules.hpp"

#include "base/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace package_audit::install {

namespace {

constexpr std::string_view k_cmake_suffix = ".cmake";

// Without "." and, where it can be resolved, "..", without doubled or trailing slashes.
std::string normalize(std::string_view destination, std::string_view path) {
  if (path.starts_with('/')) destination = "";
  std::vector<std::string_view> parts;
  for (const std::string_view whole : {destination, path}) {
    for (const std::string_view part : base::components(whole)) {
      if (part == ".") continue;
      if (part == ".." && !parts.empty()) {
        parts.pop_back();
      } else {
        parts.push_back(part);
      }
    }
  }
  std::string result(destination.starts_with('/') || path.starts_with('/') ? "/" : "");
  result += fmt::to_string(fmt::join(parts, "/"));
  return result;
}

std::string_view parent(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return "";
  return slash == 0 && path.size() > 1 ? "/" : path.substr(0, slash);
}

} // namespace

InstallRules::InstallRules(std::vector<Installer> installers) : installers_(std::move(installers)) {
  for (std::size_t i = 0; i < installers_.size(); ++i)
    add(installers_[i], i);
}

void InstallRules::add(const Installer& installer, std::size_t index) {
  for (const std::string& path : installer.paths) {
    const std::string installed = normalize(installer.destination, path);
    // A later call overwrites the files of an earlier one.
    if (installer.type == "directory") {
      directories_[installed] = index;
      continue;
    }
    files_[installed] = index;
    if (installer.type == "target") directories_[installed] = index; // bundles and frameworks
    if (installer.type == "export" && installed.ends_with(k_cmake_suffix)) {
      exports_[installed.substr(0, installed.size() - k_cmake_suffix.size())] = index;
    }
  }
}

const InstallRule* InstallRules::rule_at(const ByPath& where, std::string_view path) const {
  const auto found = where.find(path);
  return found == where.end() ? nullptr : &installers_[found->second].rule;
}

const InstallRule* InstallRules::find(std::string_view path) const {
  if (const InstallRule* rule = rule_at(files_, path)) return rule;
  if (path.ends_with(k_cmake_suffix)) {
    for (std::size_t dash = path.rfind('-'); dash != std::string_view::npos && dash > 0;
         dash = path.rfind('-', dash - 1)) {
      if (path.find('/', dash) != std::string_view::npos) break;
      if (const InstallRule* rule = rule_at(exports_, path.substr(0, dash))) return rule;
    }
  }
  for (std::string_view directory = path;; directory = parent(directory)) {
    if (const InstallRule* rule = rule_at(directories_, directory)) return rule;
    if (directory.empty() || directory == "/") return nullptr;
  }
}

std::string InstallRules::directory_in_package(std::span<const std::string_view> paths) const {
  std::map<std::string_view, std::size_t> votes;
  for (const std::string_view path : paths) {
    std::string_view rest = path;
    while (true) {
      if (files_.contains(rest)) ++votes[path.substr(0, path.size() - rest.size())];
      const std::size_t slash = rest.find('/');
      if (slash == std::string_view::npos) break;
      rest.remove_prefix(slash + 1);
    }
  }
  std::string_view best;
  for (const auto& [directory, count] : votes) {
    if (count > votes[best]) best = directory;
  }
  if (best.ends_with('/')) best.remove_suffix(1);
  return std::string(best);
}

namespace {

bool is_installed(const Entry& entry) {
  return entry.section == Section::payload && entry.container == Entry::k_no_container;
}

// The archive on disk that holds a nested entry; members are installed with it.
const Entry& outermost(const std::vector<Entry>& entries, std::size_t index) {
  while (entries.at(index).container != Entry::k_no_container)
    index = entries[index].container;
  return entries[index];
}

// The first entry inside a directory without an entry of its own: one rule installed both.
std::size_t entry_of(const std::vector<Entry>& entries, const Finding& finding) {
  if (finding.entry != Finding::k_no_entry || finding.path.empty()) return finding.entry;
  const std::string start = finding.path + "/";
  const auto inside = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
    return entry.path.starts_with(start);
  });
  return inside == entries.end() ? Finding::k_no_entry
                                 : static_cast<std::size_t>(inside - entries.begin());
}

void trace_package(PackageResult& package, const InstallRules& rules) {
  const std::vector<Entry>& entries = package.artifact.entries;
  std::vector<std::string_view> paths;
  for (const Entry& entry : entries) {
    if (is_installed(entry)) paths.emplace_back(entry.path);
  }
  const std::string directory = rules.directory_in_package(paths);
  const auto rule_for = [&](std::string_view path) {
    if (!directory.empty() && path.starts_with(directory + "/"))
      path.remove_prefix(directory.size() + 1);
    const InstallRule* rule = rules.find(path);
    if (rule == nullptr && !path.starts_with('/')) {
      rule = rules.find(normalize(prefix_of(package.rules), path));
    }
    return rule;
  };
  for (Diagnostic& diagnostic : package.diagnostics) {
    const std::size_t index = entry_of(entries, diagnostic.finding);
    if (index == Finding::k_no_entry) continue;
    const Entry& entry = outermost(entries, index);
    if (entry.section != Section::payload) continue;
    if (const InstallRule* rule = rule_for(entry.path)) diagnostic.installed_by = *rule;
  }
}

} // namespace

void trace_install_rules(AuditResult& result, const std::string& build_dir,
                         std::string_view config) {
  const InstallRules rules(read_installers(build_dir, config));
  for (PackageResult& package : result.packages)
    trace_package(package, rules);
}

} // namespace package_audit::install
