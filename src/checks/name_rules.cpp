#include "checks/name_rules.hpp"

#include "base/path.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

namespace package_audit::checks {

namespace {

using Parts = std::span<const std::string_view>;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool has_capital(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Which bytes are in a name, as small letters.
using Letters = std::bitset<256>;

Letters letters_of(std::string_view name) {
  Letters letters;
  for (const char c : name)
    letters.set(static_cast<unsigned char>(lower(c)));
  return letters;
}

// A NameRule taken apart, so that a large package does not pay for it at every entry.
class Pattern {
public:
  explicit Pattern(std::string_view text)
      : exact_(has_capital(text)), parts_(base::components(text)),
        letters_(letters_of(parts_.back())) {
    letters_.reset('*').reset('?');
  }

  bool matches_end_of(Parts path) const {
    if (path.size() < parts_.size()) return false;
    const Parts tail = path.last(parts_.size());
    for (std::size_t i = parts_.size(); i-- > 0;) {
      if (!matches_part(parts_[i], tail[i])) return false;
    }
    return true;
  }

  std::size_t size() const { return parts_.size(); }

  // Whether a name that begins with `first` may match, and one that ends in `last`.
  bool may_begin_with(char first) const { return may_stand_for(parts_.back().front(), first); }
  bool may_end_in(char last) const { return may_stand_for(parts_.back().back(), last); }

  // False when the name, of which these are the letters, lacks one that every match has.
  bool may_have(Letters letters) const { return (letters_ & ~letters).none(); }

  // In `path` itself or in one of the folders above it.
  bool occurs_in(Parts path) const {
    for (std::size_t size = parts_.size(); size <= path.size(); ++size) {
      if (matches_end_of(path.first(size))) return true;
    }
    return false;
  }

private:
  bool may_stand_for(char pattern, char text) const {
    return pattern == '*' || same(pattern, text);
  }

  bool same(char pattern, char text) const {
    return pattern == '?' || pattern == (exact_ ? text : lower(text));
  }

  bool matches_part(std::string_view pattern, std::string_view text) const {
    // Nearly always the answer.
    if (pattern.back() != '*' && (text.empty() || !same(pattern.back(), text.back()))) return false;
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
      if (p < pattern.size() && pattern[p] == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.size() && same(pattern[p], text[t])) {
        ++p;
        ++t;
      } else if (star != std::string_view::npos) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
  }

  bool exact_;
  std::vector<std::string_view> parts_;
  // Of the last part.
  Letters letters_;
};

struct Rule {
  explicit Rule(const NameRule& name) : record(&name), pattern(name.pattern) {}

  const NameRule* record;
  Pattern pattern;
};

std::vector<Rule> compiled(std::span<const NameRule> records) {
  return {records.begin(), records.end()};
}

// Rules in their order, those alone that may match a name by its first and its last character:
// nearly always none.
class RulesByBorders {
public:
  explicit RulesByBorders(std::span<const NameRule> records) : rules_(compiled(records)) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      const Pattern& pattern = rules_[i].pattern;
      for (std::size_t c = 0; c < k_characters; ++c) {
        by_first_.at(c).set(i, pattern.may_begin_with(static_cast<char>(c)));
        by_last_.at(c).set(i, pattern.may_end_in(static_cast<char>(c)));
      }
    }
  }

  // The first of them that `matches(pattern)`, or null.
  template <typename Matches>
  const Rule* find(std::string_view name, const Matches& matches) const {
    if (name.empty()) return nullptr;
    const Numbers possible = by_first_.at(static_cast<unsigned char>(name.front())) &
                             by_last_.at(static_cast<unsigned char>(name.back()));
    if (possible.none()) return nullptr;
    const Letters letters = letters_of(name);
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      const Pattern& pattern = rules_[i].pattern;
      if (possible.test(i) && pattern.may_have(letters) && matches(pattern)) return &rules_[i];
    }
    return nullptr;
  }

private:
  static constexpr std::size_t k_characters = 256;
  // One more throws, in the first test that asks.
  static constexpr std::size_t k_most_rules = 128;
  using Numbers = std::bitset<k_most_rules>;

  std::vector<Rule> rules_;
  std::array<Numbers, k_characters> by_first_{};
  std::array<Numbers, k_characters> by_last_{};
};

// A folder, or a folder above it, that a rule names; the outermost one.
struct NamedFolder {
  const Rule* rule = nullptr;
  EntryPaths::Id folder = EntryPaths::k_none;
};

struct Group {
  std::size_t finding = 0;
  std::size_t below = 0;
};

class NameSearch {
public:
  NameSearch(const CheckInput& input, const NameTable& table)
      : input_(input), folders_(compiled(table.folders)), files_(table.files) {
    for (const std::string_view pattern : table.exempt)
      exempt_.emplace_back(pattern);
  }

  std::vector<Finding> run() && {
    for (std::size_t i = 0; i < input_.artifact.entries.size(); ++i)
      judge(i);
    for (const auto& named : groups_) {
      const Group& group = named.second;
      if (group.below == 0) continue;
      findings_[group.finding].message +=
          fmt::format(", {} below it", base::count_of(group.below, "entry", "entries"));
    }
    return std::move(findings_);
  }

private:
  void judge(std::size_t index) {
    const EntryPaths::Id place = input_.paths.of(index);
    if (node(place).path == ".") return;
    const bool is_folder = input_.paths.is_folder(index);
    const NamedFolder named = named_folder(is_folder ? place : node(place).folder);
    if (named.rule != nullptr && !excused(index, *named.rule, true)) {
      add_to_group(index, named);
    } else if (!is_folder) {
      judge_file(index, node(place));
    }
  }

  void judge_file(std::size_t index, const EntryPaths::Node& file) {
    // Nearly all patterns are of one part.
    std::vector<std::string_view> parts;
    const auto names = [&](const Pattern& pattern) {
      if (pattern.size() == 1) return pattern.matches_end_of({&file.name, 1});
      if (parts.empty()) parts = base::components(file.path);
      return pattern.matches_end_of(parts);
    };
    const Rule* const rule = files_.find(file.name, names);
    if (rule == nullptr || std::any_of(exempt_.begin(), exempt_.end(), names)) return;
    if (excused(index, *rule, false)) return;
    findings_.push_back({.entry = index, .message = std::string(rule->record->what)});
  }

  bool excused(std::size_t index, const Rule& rule, bool is_folder) const {
    if (!rule.record->ambiguous) return false;
    const ListMatch& match = input_.matches[index];
    // A folder is then judged by what is in it.
    if (match.parent && input_.paths.is_folder(index)) return true;
    const PathRule* const allow = input_.fitting_rule(index);
    if (allow == nullptr) return false;
    const std::vector<std::string_view> text = base::components(allow->glob.text());
    return is_folder ? rule.pattern.occurs_in(text) : rule.pattern.matches_end_of(text);
  }

  void add_to_group(std::size_t index, const NamedFolder& named) {
    const auto [group, is_new] = groups_.try_emplace(named.folder);
    if (is_new) {
      group->second.finding = findings_.size();
      findings_.push_back({.path = std::string(node(named.folder).path),
                           .message = std::string(named.rule->record->what)});
    }
    if (input_.paths.of(index) != named.folder) {
      ++group->second.below;
    } else {
      Finding& finding = findings_[group->second.finding];
      finding.entry = index;
      finding.path.clear();
    }
  }

  NamedFolder named_folder(EntryPaths::Id folder) {
    if (folder == EntryPaths::k_none) return {};
    const auto known = named_.find(folder);
    if (known != named_.end()) return known->second;
    NamedFolder named = named_folder(node(folder).folder);
    if (named.rule == nullptr) {
      const std::vector<std::string_view> parts = base::components(node(folder).path);
      const auto rule = std::find_if(folders_.begin(), folders_.end(), [&](const Rule& its) {
        return its.pattern.matches_end_of(parts);
      });
      if (rule != folders_.end()) named = {&*rule, folder};
    }
    named_.emplace(folder, named);
    return named;
  }

  const EntryPaths::Node& node(EntryPaths::Id id) const { return input_.paths.nodes()[id]; }

  const CheckInput& input_;
  std::vector<Rule> folders_;
  RulesByBorders files_;
  std::vector<Pattern> exempt_{};
  std::unordered_map<EntryPaths::Id, NamedFolder> named_{};
  std::unordered_map<EntryPaths::Id, Group> groups_{};
  std::vector<Finding> findings_{};
};

} // namespace

std::vector<Finding> find_names(const CheckInput& input, const NameTable& table) {
  return NameSearch(input, table).run();
}

} // namespace package_audit::checks
