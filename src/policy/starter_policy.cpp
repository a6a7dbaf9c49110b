#include "policy/starter_policy.hpp"

#include "base/glob.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "policy/starter_component.hpp"
#include "policy/starter_pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace package_audit::policy {

namespace {

constexpr std::uint32_t k_any_execute = 0111;

bool is_payload(const Entry& entry) {
  return entry.section == Section::payload;
}

// Entries that a check refuses, by their index.
std::set<std::size_t> refused_entries(const PackageResult& package) {
  std::set<std::size_t> refused;
  for (const Diagnostic& diagnostic : package.diagnostics) {
    if (diagnostic.refuses() && diagnostic.finding.entry != Finding::k_no_entry) {
      refused.insert(diagnostic.finding.entry);
    }
  }
  return refused;
}

std::unordered_set<std::string> folders_with_content(const Artifact& artifact) {
  std::unordered_set<std::string> folders;
  for (const Entry& entry : artifact.entries) {
    for (std::size_t slash = entry.path.rfind('/'); slash != std::string::npos && slash > 0;
         slash = entry.path.rfind('/', slash - 1)) {
      if (!folders.insert(entry.path.substr(0, slash)).second) break;
    }
  }
  return folders;
}

// Rules of the base have a place, the one that lets everything in has none.
bool is_allowed_by_base(const ListMatch& match, const RuleSet& rules) {
  const PathRule* const rule = rule_of(match, rules);
  return match.fits && rule != nullptr && !rule->location.file.empty();
}

Proposals proposals_for(const PackageResult& package, const std::set<std::size_t>& refused) {
  const Artifact& artifact = package.artifact;
  const std::vector<std::string> versions = versions_in(artifact.name);
  const auto folders = folders_with_content(artifact);
  Proposals proposals;
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    const Entry& entry = artifact.entries[i];
    if (entry.implicitly_allowed || entry.path == "." || refused.contains(i)) continue;
    if (is_allowed_by_base(package.matches.at(i), package.rules)) continue;
    const bool is_folder = entry.type == EntryType::directory;
    // Parents of what is allowed need no entry; the system's own folders above the root do neither.
    if (is_folder && (folders.contains(entry.path) || package.matches.at(i).parent)) continue;
    const bool is_program = (entry.mode.value_or(0) & k_any_execute) != 0;
    Proposal& proposal = proposals[generalised(entry.path, versions)];
    ++proposal.entries;
    if (entry.type != EntryType::file || is_program || !is_payload(entry)) {
      proposal.foldable = false;
    }
  }
  return proposals;
}

void merge(Proposals& target, const Proposals& more) {
  for (const auto& [pattern, proposal] : more) {
    const auto [place, is_new] = target.emplace(pattern, proposal);
    if (is_new) continue;
    place->second.entries = std::max(place->second.entries, proposal.entries);
    place->second.foldable = place->second.foldable && proposal.foldable;
  }
}

// "lib/libacme.so" and "lib/libacme.so.*" are one library.
void join_sonames(Proposals& proposals) {
  constexpr std::string_view k_numbers = ".*";
  const Proposals original = proposals;
  for (const auto& [pattern, proposal] : original) {
    if (!pattern.ends_with(".so.*")) continue;
    const std::string plain = pattern.substr(0, pattern.size() - k_numbers.size());
    const auto link = original.find(plain);
    if (link == original.end()) continue;
    proposals[plain + "{,.*}"] = {proposal.entries + link->second.entries, false};
    proposals.erase(pattern);
    proposals.erase(plain);
  }
}

bool has_extension(std::string_view path, std::initializer_list<std::string_view> extensions) {
  return std::any_of(extensions.begin(), extensions.end(),
                     [&](std::string_view extension) { return path.ends_with(extension); });
}

bool any_member(std::span<const Artifact> artifacts, bool (*matches)(std::string_view)) {
  return std::any_of(artifacts.begin(), artifacts.end(), [&](const Artifact& artifact) {
    return std::any_of(artifact.entries.begin(), artifact.entries.end(), [&](const Entry& entry) {
      return is_payload(entry) && matches(entry.member);
    });
  });
}

bool is_build_script(std::string_view member) {
  const std::vector<std::string_view> parts = base::components(member);
  const std::size_t depth =
      !parts.empty() && parts.front() == "." ? parts.size() - 1 : parts.size();
  return depth <= 2 && has_extension(member, {"/CMakeLists.txt", "/meson.build", "/configure.ac",
                                              "/configure", "/Makefile"});
}

bool is_for_developers(std::string_view member) {
  const bool header = has_extension(member, {".h", ".hh", ".hpp", ".hxx"});
  return (header && member.find("include/") != std::string_view::npos) || member.ends_with(".a") ||
         member.find("/cmake/") != std::string_view::npos;
}

std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string allow_list(const Proposals& proposals, std::string_view indent) {
  std::vector<std::string> lines;
  for (const auto& [pattern, proposal] : proposals)
    lines.push_back(fmt::format("{}  {}", indent, json_string(pattern)));
  return fmt::format("{}\"allow\": [\n{}\n{}]", indent, fmt::join(lines, ",\n"), indent);
}

} // namespace

std::string suitable_base(std::span<const Artifact> artifacts) {
  if (any_member(artifacts, is_build_script)) return "builtin:source";
  return any_member(artifacts, is_for_developers) ? "builtin:sdk" : "builtin:release";
}

std::string suitable_prefix(std::span<const Artifact> artifacts) {
  constexpr std::array<std::string_view, 3> k_elsewhere{"etc", "var", "srv"};
  std::optional<std::vector<std::string_view>> common;
  for (const Artifact& artifact : artifacts) {
    if (!is_system_package(artifact.format)) continue;
    for (const Entry& entry : artifact.entries) {
      if (!is_payload(entry) || entry.type == EntryType::directory) continue;
      std::vector<std::string_view> parts = base::components(entry.member);
      std::erase(parts, ".");
      if (parts.empty()) continue;
      if (std::find(k_elsewhere.begin(), k_elsewhere.end(), parts[0]) != k_elsewhere.end())
        continue;
      if (parts[0] == "usr" && (parts.size() < 2 || parts[1] != "local")) return "/usr";
      parts.pop_back();
      if (!common) common = parts;
      const auto end = std::mismatch(common->begin(), common->end(), parts.begin(), parts.end());
      common->erase(end.first, common->end());
    }
  }
  if (!common || common->empty()) return "/usr";
  // "/opt/acme/bin" of a package with nothing but programs.
  constexpr std::array<std::string_view, 5> k_inside{"bin", "lib", "lib64", "libexec", "share"};
  const auto inside =
      std::find_first_of(common->begin(), common->end(), k_inside.begin(), k_inside.end());
  common->erase(inside, common->end());
  return common->empty() ? "/usr" : fmt::format("/{}", fmt::join(*common, "/"));
}

StarterPolicy propose_policy(const AuditResult& result, const std::string& base) {
  StarterPolicy policy{.base = base};
  std::vector<std::string> names;
  for (const PackageResult& package : result.packages)
    names.push_back(package.artifact.name);
  const std::vector<std::string> parts = components_of_packages(names);
  for (std::size_t i = 0; i < result.packages.size(); ++i) {
    const PackageResult& package = result.packages[i];
    policy.prefix = prefix_of(package.rules);
    for (const Diagnostic& diagnostic : package.diagnostics) {
      if (!diagnostic.refuses()) continue;
      policy.left_out[path_of(diagnostic.finding, package.artifact)].emplace(diagnostic.check->id);
    }
    policy.allowed_by_base += static_cast<std::size_t>(
        std::count_if(package.matches.begin(), package.matches.end(), [&](const ListMatch& match) {
          return is_allowed_by_base(match, package.rules);
        }));
    merge(policy.allow[parts[i]], proposals_for(package, refused_entries(package)));
  }
  std::vector<std::string> refused_paths;
  for (const auto& [path, checks] : policy.left_out)
    refused_paths.push_back(path);
  const FoldStyle style = base == "builtin:source" ? FoldStyle::source : FoldStyle::release;
  for (auto& [component, proposals] : policy.allow) {
    join_sonames(proposals);
    proposals = folded(std::move(proposals), style, refused_paths);
  }
  std::erase_if(policy.allow, [](const auto& item) { return item.second.empty(); });
  return policy;
}

std::string to_json(const StarterPolicy& policy) {
  std::vector<std::string> members{"  \"version\": 1",
                                   fmt::format("  \"extends\": [{}]", json_string(policy.base))};
  if (policy.prefix != "/usr") {
    members.push_back(fmt::format("  \"prefix\": {}", json_string(base::printable(policy.prefix))));
  }
  std::vector<std::string> blocks;
  for (const auto& [component, proposals] : policy.allow) {
    if (component.empty()) {
      members.push_back(allow_list(proposals, "  "));
    } else {
      blocks.push_back(fmt::format("    {{\n      \"when\": {{ \"component\": {} }},\n{}\n    }}",
                                   json_string(base::printable(component)),
                                   allow_list(proposals, "      ")));
    }
  }
  if (!blocks.empty()) {
    members.push_back(fmt::format("  \"packages\": [\n{}\n  ]", fmt::join(blocks, ",\n")));
  }
  std::string text = fmt::format("{{\n{}\n", fmt::join(members, ",\n"));
  if (!policy.left_out.empty()) text += "  // Left out, because a check refuses it:\n";
  for (const auto& [path, checks] : policy.left_out)
    text += fmt::format("  //   {} ({})\n", base::printable(path), fmt::join(checks, ", "));
  return text + "}\n";
}

} // namespace package_audit::policy
