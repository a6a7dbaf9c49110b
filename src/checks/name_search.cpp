#include "checks/name_search.hpp"

#include "base/path.hpp"
#include "base/text.hpp"
#include "base/wildcards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace package_audit::checks {

namespace {

bool is_star(char c) {
  return c == '*';
}

bool is_wildcard(char c) {
  return c == '*' || c == '?';
}

class Pattern {
public:
  Pattern(std::string_view text, const NameRule* rule)
      : text_(text), rule_(rule), is_exact_(base::to_lower(text) != text),
        first_(base::to_lower(text[text.rfind('/') + 1])), last_(base::to_lower(text.back())) {}

  const NameRule& rule() const { return *rule_; }

  // False for most names, which saves the comparison. `first` and `last` are the outer bytes of the
  // name, in lower case.
  bool may_match(char first, char last) const {
    return (last_ == last || is_wildcard(last_)) && (first_ == first || is_wildcard(first_));
  }

  bool matches(const PathTree& paths, PathTree::Id node) const {
    std::string_view pattern = text_;
    for (; node != PathTree::k_none; node = paths[node].parent) {
      const std::size_t slash = pattern.rfind('/');
      // npos + 1 is 0.
      if (!matches_part(pattern.substr(slash + 1), paths[node].name)) return false;
      if (slash == std::string_view::npos) return true;
      pattern = pattern.substr(0, slash);
    }
    return false;
  }

private:
  bool matches_part(std::string_view pattern, std::string_view name) const {
    return base::matches_wildcards(pattern, name, is_star, [this](char expected, char c) {
      return expected == '?' || expected == (is_exact_ ? c : base::to_lower(c));
    });
  }

  std::string_view text_;
  const NameRule* rule_;
  bool is_exact_;
  char first_;
  char last_;
};

// Calls `take` with each of the patterns that `texts` lists.
template <typename Take>
void for_each_pattern(std::string_view texts, const Take& take) {
  constexpr std::string_view k_separator = " | ";
  while (!texts.empty()) {
    const std::size_t end = std::min(texts.find(k_separator), texts.size());
    take(texts.substr(0, end));
    texts.remove_prefix(std::min(end + k_separator.size(), texts.size()));
  }
}

const Pattern* find_match(std::span<const Pattern> patterns, const PathTree& paths,
                          PathTree::Id node) {
  const std::string_view name = paths[node].name;
  if (name.empty()) return nullptr;
  const char first = base::to_lower(name.front());
  const char last = base::to_lower(name.back());
  for (const Pattern& pattern : patterns) {
    if (pattern.may_match(first, last) && pattern.matches(paths, node)) return &pattern;
  }
  return nullptr;
}

// A directory that a pattern matches, with all below it.
struct Group {
  const Pattern* pattern;
  PathTree::Id directory;
  std::size_t entries_below = 0;
  std::size_t finding = Finding::k_no_entry;
};

class NameSearch {
public:
  NameSearch(const CheckInput& input, std::span<const NameRule> rules,
             std::string_view false_positives)
      : input_(input), paths_(input.paths), group_of_(paths_.nodes().size(), k_no_group) {
    for (const NameRule& rule : rules) {
      for_each_pattern(rule.patterns, [&](std::string_view pattern) {
        const bool is_directory = pattern.ends_with('/');
        if (is_directory) pattern.remove_suffix(1);
        (is_directory ? directories_ : files_).emplace_back(pattern, &rule);
      });
    }
    for_each_pattern(false_positives, [&](std::string_view pattern) {
      false_positives_.emplace_back(pattern, nullptr);
    });
  }

  std::vector<Finding> run() && {
    for (PathTree::Id node = 0; !directories_.empty() && node < group_of_.size(); ++node) {
      if (paths_[node].has_children) assign_group(node);
    }
    for (std::size_t i = 0; i < input_.artifact.entries.size(); ++i)
      search_entry(i);
    for (const Group& group : groups_) {
      if (group.entries_below == 0) continue;
      findings_[group.finding].message +=
          fmt::format(", {} below it", base::count_of(group.entries_below, "entry", "entries"));
    }
    return std::move(findings_);
  }

private:
  static constexpr std::uint32_t k_no_group = static_cast<std::uint32_t>(-1);

  // The group of the outermost directory above `node` that has one, or its own.
  void assign_group(PathTree::Id node) {
    if (group_of_[node] != k_no_group) return;
    const PathTree::Id parent = paths_[node].parent;
    if (parent != PathTree::k_none) group_of_[node] = group_of_[parent];
    if (group_of_[node] != k_no_group) return;
    const Pattern* const pattern = find_match(directories_, paths_, node);
    if (pattern == nullptr) return;
    group_of_[node] = static_cast<std::uint32_t>(groups_.size());
    groups_.push_back({.pattern = pattern, .directory = node});
  }

  void search_entry(std::size_t entry) {
    const PathTree::Id node = paths_.node_of(entry);
    if (paths_[node].path == ".") return;
    const bool is_directory = input_.artifact.entries[entry].type == EntryType::directory;
    if (is_directory && !paths_[node].has_children) assign_group(node);
    const PathTree::Id directory = is_directory ? node : paths_[node].parent;
    const std::uint32_t group = directory == PathTree::k_none ? k_no_group : group_of_[directory];
    if (group != k_no_group && !allowed_explicitly(entry, *groups_[group].pattern, true)) {
      add_to_group(entry, groups_[group]);
    } else if (!is_directory) {
      search_file(entry, node);
    }
  }

  void search_file(std::size_t entry, PathTree::Id node) {
    const Pattern* const pattern = find_match(files_, paths_, node);
    if (pattern == nullptr || find_match(false_positives_, paths_, node) != nullptr) return;
    if (allowed_explicitly(entry, *pattern, false)) return;
    findings_.push_back({.entry = entry, .message = std::string(pattern->rule().what)});
  }

  bool allowed_explicitly(std::size_t entry, const Pattern& pattern, bool is_directory) const {
    if (!pattern.rule().ambiguous) return false;
    // Such a directory is reported, or not, for what is in it.
    if (input_.matches[entry].parent && input_.artifact.entries[entry].type == EntryType::directory)
      return true;
    const PathRule* const allow = input_.fitting_rule(entry);
    if (allow == nullptr) return false;
    std::string_view text = allow->glob.text();
    if (text.ends_with('/')) text.remove_suffix(1);
    PathTree parts;
    parts.add(text);
    if (!is_directory) return pattern.matches(parts, parts.node_of(0));
    const std::vector<PathTree::Id> nodes = parts.ancestors_of(parts.node_of(0));
    return std::any_of(nodes.begin(), nodes.end(),
                       [&](PathTree::Id node) { return pattern.matches(parts, node); });
  }

  void add_to_group(std::size_t entry, Group& group) {
    if (group.finding == Finding::k_no_entry) {
      group.finding = findings_.size();
      findings_.push_back({.path = std::string(paths_[group.directory].path),
                           .message = std::string(group.pattern->rule().what)});
    }
    if (paths_.node_of(entry) != group.directory) {
      ++group.entries_below;
    } else {
      Finding& finding = findings_[group.finding];
      finding.entry = entry;
      finding.path.clear();
    }
  }

  const CheckInput& input_;
  const PathTree& paths_;
  std::vector<Pattern> directories_{};
  std::vector<Pattern> files_{};
  std::vector<Pattern> false_positives_{};
  // By node; k_no_group for files.
  std::vector<std::uint32_t> group_of_;
  std::vector<Group> groups_{};
  std::vector<Finding> findings_{};
};

} // namespace

std::vector<Finding> find_names(const CheckInput& input, std::span<const NameRule> rules,
                                std::string_view false_positives) {
  return NameSearch(input, rules, false_positives).run();
}

} // namespace package_audit::checks
