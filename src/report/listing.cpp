#include "report/listing.hpp"

#include "base/digest.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>

namespace package_audit::report {

namespace {

std::vector<EntryStatus> entry_statuses(const PackageResult& package) {
  const std::vector<Entry>& entries = package.artifact.entries;
  std::vector<EntryStatus> statuses(entries.size(), EntryStatus::refused);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].implicitly_allowed) {
      statuses[i] = EntryStatus::implicitly_allowed;
    } else if (package.matches.at(i).fits) {
      statuses[i] = EntryStatus::allowed;
    } else if (package.matches.at(i).parent) {
      statuses[i] = EntryStatus::parent;
    }
  }
  for (const Diagnostic& diagnostic : package.diagnostics) {
    if (diagnostic.refuses() && diagnostic.finding.entry != Finding::k_no_entry) {
      statuses.at(diagnostic.finding.entry) = EntryStatus::refused;
    }
  }
  return statuses;
}

// A directory or an entry of the tree. Several entries of one path keep their order.
struct Node {
  std::map<std::string, Node, std::less<>> children{};
  std::vector<std::size_t> entries{};
};

Node make_tree(const Artifact& artifact) {
  Node root;
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    const std::string& path = artifact.entries[i].path;
    Node* node = &root;
    if (path.starts_with('/')) node = &node->children["/"];
    for (const std::string_view part : base::components(path)) {
      if (part != ".") node = &node->children[std::string(part)];
    }
    node->entries.push_back(i);
  }
  return root;
}

std::string line_name(std::string_view name, bool is_directory) {
  std::string text = base::printable(name);
  if (is_directory && !text.ends_with('/')) text += '/';
  return text;
}

std::string line_name(std::string_view name, const Entry& entry) {
  std::string text = line_name(name, entry.type == EntryType::directory);
  if (entry.type == EntryType::symlink) text += " -> " + base::printable(entry.link_target);
  if (entry.type == EntryType::hardlink) text += " = " + base::printable(entry.link_target);
  return text;
}

void add_lines(const Node& node, std::size_t depth, const Artifact& artifact,
               std::vector<TreeLine>& lines) {
  for (const auto& [name, child] : node.children) {
    if (child.entries.empty()) {
      lines.push_back({depth, line_name(name, !child.children.empty())});
    }
    for (const std::size_t i : child.entries)
      lines.push_back({depth, line_name(name, artifact.entries[i]), i});
    add_lines(child, depth + 1, artifact, lines);
  }
}

} // namespace

std::string_view to_string(EntryStatus status) {
  switch (status) {
  case EntryStatus::allowed:
    return "allowed";
  case EntryStatus::parent:
    return "parent";
  case EntryStatus::implicitly_allowed:
    return "inherent";
  case EntryStatus::refused:
    return "refused";
  }
  return "refused";
}

Listing::Listing(const PackageResult& result, Marks marks_given)
    : package(result), marks(marks_given), sandbox_notice(report::sandbox_notice({&result, 1})),
      result_(&result), statuses_(entry_statuses(result)) {
  add_lines(make_tree(result.artifact), 0, result.artifact, tree);
  for (const Anomaly& anomaly : result.artifact.anomalies) {
    anomalies.push_back({to_string(anomaly.kind), base::printable(anomaly.member),
                         base::printable(anomaly.detail)});
  }
}

ListedEntry Listing::entry(std::size_t index) const {
  const Artifact& artifact = result_->artifact;
  const Entry& entry = artifact.entries.at(index);
  ListedEntry listed{
      .path = base::printable(entry.path),
      .member = base::printable(entry.member),
      .type = entry.type,
      .mode = entry.mode ? fmt::format("{:04o}", *entry.mode) : "",
      .size = entry.size,
      .sha256 = entry.type == EntryType::file ? base::to_hex(entry.sha256) : "",
      .owner = fmt::format("{}:{}", base::printable(entry.user), base::printable(entry.group)),
      .uid = entry.uid,
      .gid = entry.gid,
      .link_target = base::printable(entry.link_target),
      .status = statuses_.at(index)};
  if (entry.container != Entry::k_no_container) {
    listed.archive = base::printable(artifact.entries[entry.container].path);
  }
  const PathRule* rule = rule_of(result_->matches.at(index), result_->rules);
  if (rule != nullptr) listed.rule = printable_place(rule->location);
  return listed;
}

} // namespace package_audit::report
