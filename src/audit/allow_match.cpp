#include "audit/allow_match.hpp"

#include "checks/attributes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace package_audit::audit {

namespace {

// "DEBIAN/" of "DEBIAN/postinst" and of "pool/acme.deb!/DEBIAN/postinst".
std::string_view section_folder(std::string_view path) {
  const std::size_t inner = path.rfind("!/");
  if (inner != std::string_view::npos) path.remove_prefix(inner + 2);
  return path.substr(0, path.find('/') + 1);
}

// Metadata is code that runs as root: a pattern such as "**" lets in none of it, only one that
// spells out its section does.
bool may_allow(const PathRule& rule, const Entry& entry) {
  return entry.section == Section::payload ||
         section_folder(rule.glob.text()) == section_folder(entry.path);
}

// "share/acme" of "share/acme/*.txt"; empty of what lies in no directory.
std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

// Allow entries without wildcards are looked up. Of the others only those are tried that may match
// in the entry's directory: tests/bench/flat.sh permits an audit with 500 of them 1.1 times the
// time of one with 50.
class AllowIndex {
public:
  AllowIndex(std::span<const PathRule> rules, const base::PathTree& paths) : rules_(rules) {
    std::unordered_map<std::string_view, Indices> by_directory;
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
      const base::Glob& glob = rules[i].glob;
      // A pattern with an escape in it matches one path too, but not its own text.
      if (glob.is_literal() && glob.matches(glob.text())) {
        literal_.emplace(glob.text(), i);
        continue;
      }
      for (const auto& [text, is_directory] : glob.beginnings()) {
        Indices& indices = by_directory[is_directory ? text : directory_of(text)];
        if (indices.empty() || indices.back() != i) indices.push_back(i);
      }
    }
    patterns_.push_back(by_directory[""]);
    for (const base::PathTree::Node& node : paths.nodes()) {
      const bool is_top = node.parent == base::PathTree::k_none;
      const std::uint32_t inherited = is_top ? 0 : patterns_of_[node.parent];
      const auto own = by_directory.find(node.path);
      if (own == by_directory.end()) {
        patterns_of_.push_back(inherited);
      } else {
        patterns_of_.push_back(static_cast<std::uint32_t>(patterns_.size()));
        patterns_.push_back(merged(patterns_[inherited], own->second));
      }
    }
  }

  ListMatch match(const Entry& entry, base::PathTree::Id node) const {
    ListMatch best;
    const auto [first, last] = literal_.equal_range(entry.path);
    for (auto it = first; it != last; ++it) {
      if (try_rule(entry, it->second, best)) return best;
    }
    for (const std::uint32_t i : patterns_[patterns_of_[node]]) {
      if (!may_allow(rules_[i], entry)) continue;
      if (rules_[i].glob.matches(entry.path) && try_rule(entry, i, best)) return best;
    }
    return best;
  }

private:
  using Indices = std::vector<std::uint32_t>;

  static Indices merged(const Indices& a, const Indices& b) {
    Indices result;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
    return result;
  }

  // True if the search is over. A rule that does not fit is kept only if none came before it.
  bool try_rule(const Entry& entry, std::uint32_t index, ListMatch& best) const {
    const bool fits = checks::attributes_fit(rules_[index], entry);
    if (fits || !best.rule) best = {.rule = index, .fits = fits};
    return fits;
  }

  std::span<const PathRule> rules_;
  // Indices of rules: those without wildcards by path, lists of the others in the policy's order.
  std::unordered_multimap<std::string_view, std::uint32_t> literal_{};
  std::vector<Indices> patterns_{};
  // By node: index into `patterns_` of those that may match it.
  std::vector<std::uint32_t> patterns_of_{};
};

// By node: whether something below it is allowed.
std::vector<bool> find_parents(const base::PathTree& paths, std::span<const ListMatch> matches) {
  std::vector<bool> is_parent(paths.nodes().size());
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (!matches[i].fits) continue;
    base::PathTree::Id node = paths[paths.node_of(i)].parent;
    for (; node != base::PathTree::k_none && !is_parent[node]; node = paths[node].parent)
      is_parent[node] = true;
  }
  return is_parent;
}

// A folder outside the root that leads to it, as "/usr" leads to the root of a .deb.
bool leads_to_root(std::string_view path, std::string_view prefix) {
  return prefix.starts_with(path) && (prefix.size() == path.size() || prefix[path.size()] == '/');
}

} // namespace

std::vector<ListMatch> match_allowlist(std::span<const Entry> entries, const base::PathTree& paths,
                                       const RuleSet& rules) {
  const AllowIndex index(rules.allow, paths);
  std::vector<ListMatch> matches;
  matches.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i)
    matches.push_back(index.match(entries[i], paths.node_of(i)));
  const std::vector<bool> is_parent = find_parents(paths, matches);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.type != EntryType::directory) continue;
    matches[i].parent = entry.path == "." || entry.path.ends_with("!/.") ||
                        is_parent[paths.node_of(i)] || leads_to_root(entry.path, prefix_of(rules));
  }
  return matches;
}

} // namespace package_audit::audit
