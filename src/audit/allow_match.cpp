#include "audit/allow_match.hpp"

#include "checks/attributes.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace package_audit {

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

// Allow entries without wildcards are most of a long list: they are looked up instead of tried.
class AllowIndex {
public:
  explicit AllowIndex(std::span<const PathRule> rules) {
    for (const PathRule& rule : rules) {
      // A pattern with an escape in it matches one path too, but not the one that it spells.
      if (rule.glob.is_literal() && rule.glob.matches(rule.glob.text())) {
        literal_.emplace(rule.glob.text(), &rule);
      } else {
        patterns_.push_back(&rule);
      }
    }
  }

  ListMatch match(const Entry& entry) const {
    ListMatch best;
    const auto [first, last] = literal_.equal_range(entry.path);
    for (auto it = first; it != last; ++it) {
      if (try_rule(entry, *it->second, best)) return best;
    }
    for (const PathRule* const rule : patterns_) {
      if (!may_allow(*rule, entry)) continue;
      if (rule->glob.matches(entry.path) && try_rule(entry, *rule, best)) return best;
    }
    return best;
  }

private:
  // True when the search is over. A rule that does not fit is kept only if none came before it.
  static bool try_rule(const Entry& entry, const PathRule& rule, ListMatch& best) {
    const bool fits = attributes_fit(rule, entry);
    if (fits || best.rule == nullptr) best = {.rule = &rule, .fits = fits};
    return fits;
  }

  std::unordered_multimap<std::string_view, const PathRule*> literal_;
  std::vector<const PathRule*> patterns_;
};

// Every folder above `path`: "a/b/c" gives "a/b" and "a". The root of a package is above
// everything.
void add_parents(std::string_view path, std::unordered_set<std::string_view>& parents) {
  for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos && slash > 0;
       slash = path.rfind('/', slash - 1)) {
    if (!parents.insert(path.substr(0, slash)).second) return;
  }
}

// A folder outside the root that leads to it, as "/usr" leads to the root of a .deb.
bool leads_to_root(std::string_view path, std::string_view prefix) {
  return prefix.starts_with(path) && (prefix.size() == path.size() || prefix[path.size()] == '/');
}

} // namespace

std::vector<ListMatch> match_allowlist(std::span<const Entry> entries,
                                       const PackagePolicy& policy) {
  const AllowIndex index(policy.allow);
  std::vector<ListMatch> matches;
  matches.reserve(entries.size());
  std::unordered_set<std::string_view> parents;
  for (const Entry& entry : entries) {
    matches.push_back(index.match(entry));
    if (matches.back().fits) add_parents(entry.path, parents);
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.type != EntryType::directory) continue;
    matches[i].parent = entry.path == "." || entry.path.ends_with("!/.") ||
                        parents.contains(entry.path) || leads_to_root(entry.path, policy.prefix);
  }
  return matches;
}

} // namespace package_audit
