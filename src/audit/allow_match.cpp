#include "audit/allow_match.hpp"

#include "checks/attributes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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

// "share/acme/" of "share/acme/*.txt" and of "share/acme/a.txt"; empty of what lies in no folder.
std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.rfind('/') + 1); // npos + 1 is 0
}

// Allow entries without wildcards are most of a long list: they are looked up instead of tried. Of
// the others only those are tried whose text up to the first wildcard leads to the entry's folder.
class AllowIndex {
public:
  explicit AllowIndex(std::span<const PathRule> rules) : rules_(rules) {
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
      const PathRule& rule = rules[i];
      // A pattern with an escape in it matches one path too, but not its own text.
      if (rule.glob.is_literal() && rule.glob.matches(rule.glob.text())) {
        literal_.emplace(rule.glob.text(), i);
      } else {
        for (const auto& [text, is_folder] : rule.glob.beginnings()) {
          (is_folder ? folders_[text] : by_folder_[folder_of(text)]).push_back(i);
        }
      }
    }
  }

  ListMatch match(const Entry& entry) {
    ListMatch best;
    const auto [first, last] = literal_.equal_range(entry.path);
    for (auto it = first; it != last; ++it) {
      if (try_rule(entry, it->second, best)) return best;
    }
    for (const std::uint32_t i : patterns_for(entry.path)) {
      if (!may_allow(rules_[i], entry)) continue;
      if (rules_[i].glob.matches(entry.path) && try_rule(entry, i, best)) return best;
    }
    return best;
  }

private:
  using Numbers = std::vector<std::uint32_t>;
  using Index = std::unordered_map<std::string_view, Numbers>;

  static void add(const Index& index, std::string_view key, Numbers& numbers) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    numbers.insert(numbers.end(), found->second.begin(), found->second.end());
  }

  static void sort(Numbers& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }

  // In the order of the policy. Files of one folder come one after the other.
  const Numbers& patterns_for(std::string_view path) {
    const std::string_view folder = folder_of(path);
    if (last_folder_ != folder) {
      last_folder_ = folder;
      in_folder_ = patterns_in(folder);
    }
    if (!folders_.contains(path)) return in_folder_;
    here_ = in_folder_;
    add(folders_, path, here_);
    sort(here_);
    return here_;
  }

  // Those that may match anything in `folder`, which ends with a slash.
  Numbers patterns_in(std::string_view folder) const {
    Numbers numbers;
    add(by_folder_, "", numbers);
    for (std::size_t slash = folder.find('/'); slash != std::string_view::npos;
         slash = folder.find('/', slash + 1)) {
      add(by_folder_, folder.substr(0, slash + 1), numbers);
      add(folders_, folder.substr(0, slash), numbers);
    }
    sort(numbers);
    return numbers;
  }

  // True when the search is over. A rule that does not fit is kept only if none came before it.
  bool try_rule(const Entry& entry, std::uint32_t index, ListMatch& best) const {
    const bool fits = checks::attributes_fit(rules_[index], entry);
    if (fits || !best.rule) best = {.rule = index, .fits = fits};
    return fits;
  }

  std::span<const PathRule> rules_;
  // Indices of rules. Those without wildcards by path; the others by the folder, with a slash
  // behind it, in which their matches begin, and by the folder that they match with all below it.
  std::unordered_multimap<std::string_view, std::uint32_t> literal_;
  Index by_folder_;
  Index folders_;
  std::optional<std::string_view> last_folder_;
  Numbers in_folder_;
  Numbers here_;
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

std::vector<ListMatch> match_allowlist(std::span<const Entry> entries, const RuleSet& rules) {
  AllowIndex index(rules.allow);
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
                        parents.contains(entry.path) || leads_to_root(entry.path, prefix_of(rules));
  }
  return matches;
}

} // namespace package_audit::audit
