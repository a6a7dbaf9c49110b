#include "checks/name_rules.hpp"

#include "util/path.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace package_audit {

namespace {

using Parts = std::span<const std::string_view>;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool has_capital(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// A NameRule taken apart, so that a large package does not pay for it at every entry.
class Pattern {
public:
  explicit Pattern(std::string_view text)
      : exact_(has_capital(text)), parts_(components(text)), literal_(longest_literal(parts_)) {}

  bool matches_end_of(Parts path) const {
    if (path.size() < parts_.size()) return false;
    const Parts tail = path.last(parts_.size());
    for (std::size_t i = parts_.size(); i-- > 0;) {
      if (!matches_part(parts_[i], tail[i])) return false;
    }
    return true;
  }

  std::size_t size() const { return parts_.size(); }

  // False when the name, as it is and with small letters, lacks what every match has.
  bool may_match(std::string_view name, std::string_view lowered) const {
    return (exact_ ? name : lowered).find(literal_) != std::string_view::npos;
  }

  // Whether a name that ends in `last` may match.
  bool may_end_in(char last) const {
    const char own = parts_.back().back();
    return own == '*' || same(own, last);
  }

  // In `path` itself or in one of the folders above it.
  bool occurs_in(Parts path) const {
    for (std::size_t size = parts_.size(); size <= path.size(); ++size) {
      if (matches_end_of(path.first(size))) return true;
    }
    return false;
  }

private:
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

  // Of the last part: the longest piece without a wildcard.
  static std::string_view longest_literal(Parts parts) {
    std::string_view longest;
    for (std::string_view rest = parts.back(); !rest.empty();) {
      const std::size_t size = std::min(rest.find_first_of("*?"), rest.size());
      if (size > longest.size()) longest = rest.substr(0, size);
      rest.remove_prefix(std::min(size + 1, rest.size()));
    }
    return longest;
  }

  bool exact_;
  std::vector<std::string_view> parts_;
  std::string_view literal_;
};

struct Rule {
  explicit Rule(const NameRule& name) : record(&name), pattern(name.pattern) {}

  const NameRule* record;
  Pattern pattern;
};

std::vector<Rule> compiled(std::span<const NameRule> records) {
  return {records.begin(), records.end()};
}

// Rules in their order, those alone that may match a name by its last character.
class RulesByEnding {
public:
  explicit RulesByEnding(std::span<const NameRule> records) : rules_(compiled(records)) {
    for (const Rule& rule : rules_) {
      for (std::size_t last = 0; last < by_ending_.size(); ++last) {
        if (rule.pattern.may_end_in(static_cast<char>(last))) by_ending_.at(last).push_back(&rule);
      }
    }
  }
  RulesByEnding(const RulesByEnding&) = delete;
  RulesByEnding& operator=(const RulesByEnding&) = delete;

  const std::vector<const Rule*>& for_name(std::string_view name) const {
    const char last = name.empty() ? '\0' : name.back();
    return by_ending_.at(static_cast<unsigned char>(last));
  }

private:
  std::vector<Rule> rules_;
  std::array<std::vector<const Rule*>, 256> by_ending_{};
};

// A folder, or a folder above it, that a rule names; the outermost one.
struct NamedFolder {
  const Rule* rule = nullptr;
  std::string_view path{};
};

struct Group {
  std::size_t finding = 0;
  std::size_t below = 0;
  std::string_view what{};
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
    for (const auto& [path, group] : groups_) {
      std::string& message = findings_[group.finding].message;
      message = std::string(group.what);
      if (group.below == 0) continue;
      message += fmt::format(", {} below it", count_of(group.below, "entry", "entries"));
    }
    return std::move(findings_);
  }

private:
  void judge(std::size_t index) {
    const Entry& entry = input_.artifact.entries[index];
    if (entry.path == ".") return;
    const bool is_folder = entry.type == EntryType::directory;
    const std::string_view path = entry.path;
    const NamedFolder folder = is_folder ? named_folder(path) : folder_above(path);
    if (folder.rule != nullptr && !excused(index, *folder.rule, true)) {
      add_to_group(index, folder);
    } else if (!is_folder) {
      judge_file(index, path);
    }
  }

  void judge_file(std::size_t index, std::string_view path) {
    // Nearly all patterns are of one part.
    const std::string_view name = base_name(path);
    std::vector<std::string_view> parts;
    const auto names = [&](const Pattern& pattern) {
      if (pattern.size() == 1) return pattern.matches_end_of({&name, 1});
      if (parts.empty()) parts = components(path);
      return pattern.matches_end_of(parts);
    };
    lowered_.resize(name.size());
    std::transform(name.begin(), name.end(), lowered_.begin(), lower);
    const std::vector<const Rule*>& rules = files_.for_name(name);
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule* file) {
      return file->pattern.may_match(name, lowered_) && names(file->pattern);
    });
    if (found == rules.end() || std::any_of(exempt_.begin(), exempt_.end(), names)) return;
    const Rule& rule = **found;
    if (excused(index, rule, false)) return;
    findings_.push_back({.entry = index, .message = std::string(rule.record->what)});
  }

  bool excused(std::size_t index, const Rule& rule, bool is_folder) const {
    if (!rule.record->ambiguous) return false;
    const ListMatch& match = input_.matches[index];
    // A folder is then judged by what is in it.
    if (match.parent && input_.artifact.entries[index].type == EntryType::directory) return true;
    if (!match.fits || match.rule == nullptr) return false;
    const std::vector<std::string_view> text = components(match.rule->glob.text());
    return is_folder ? rule.pattern.occurs_in(text) : rule.pattern.matches_end_of(text);
  }

  void add_to_group(std::size_t index, const NamedFolder& folder) {
    const auto [group, is_new] = groups_.try_emplace(folder.path);
    if (is_new) {
      group->second = {.finding = findings_.size(), .what = folder.rule->record->what};
      findings_.push_back({.path = std::string(folder.path)});
    }
    if (input_.artifact.entries[index].path != folder.path) {
      ++group->second.below;
    } else {
      Finding& finding = findings_[group->second.finding];
      finding.entry = index;
      finding.path.clear();
    }
  }

  // Files of one folder come one after the other.
  NamedFolder folder_above(std::string_view path) {
    const std::string_view folder = parent(path);
    if (!last_ || last_->first != folder) last_ = {folder, named_folder(folder)};
    return last_->second;
  }

  NamedFolder named_folder(std::string_view path) {
    if (path.empty() || path == ".") return {};
    const auto known = named_.find(path);
    if (known != named_.end()) return known->second;
    NamedFolder folder = named_folder(parent(path));
    if (folder.rule == nullptr) {
      const std::vector<std::string_view> parts = components(path);
      for (const Rule& rule : folders_) {
        if (!rule.pattern.matches_end_of(parts)) continue;
        folder = {&rule, path};
        break;
      }
    }
    named_.emplace(path, folder);
    return folder;
  }

  static std::string_view parent(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
  }

  const CheckInput& input_;
  std::vector<Rule> folders_;
  RulesByEnding files_;
  std::vector<Pattern> exempt_{};
  // Of the name that is judged, with small letters.
  std::string lowered_{};
  std::unordered_map<std::string_view, NamedFolder> named_{};
  std::optional<std::pair<std::string_view, NamedFolder>> last_{};
  std::unordered_map<std::string_view, Group> groups_{};
  std::vector<Finding> findings_{};
};

} // namespace

std::vector<Finding> find_names(const CheckInput& input, const NameTable& table) {
  return NameSearch(input, table).run();
}

} // namespace package_audit
