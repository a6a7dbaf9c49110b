#include "base/case_fold.hpp"
#include "checks/checks.hpp"
#include "checks/name_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace package_audit::checks {

namespace {

// Any byte beyond ASCII may be a part of one.
bool may_have_capital(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0;
  });
}

struct HashIgnoringCase {
  std::size_t operator()(std::string_view text) const {
    if (!may_have_capital(text)) return std::hash<std::string_view>{}(text);
    return std::hash<std::string>{}(base::fold_case(text));
  }
};

struct SameIgnoringCase {
  bool operator()(std::string_view a, std::string_view b) const {
    return a == b || (a.size() == b.size() && base::fold_case(a) == base::fold_case(b));
  }
};

using Spellings =
    std::unordered_map<std::string_view, EntryPaths::Id, HashIgnoringCase, SameIgnoringCase>;

// Of two paths that differ only in case one has a capital: most others need not be remembered.
Spellings paths_with_capitals(std::span<const EntryPaths::Node> nodes) {
  Spellings spellings;
  std::vector<bool> has;
  has.reserve(nodes.size());
  for (const EntryPaths::Node& node : nodes) {
    const bool is_in_such = node.folder != EntryPaths::k_none && has[node.folder];
    has.push_back(is_in_such || may_have_capital(node.name));
    if (has.back()) spellings.try_emplace(node.path, EntryPaths::k_none);
  }
  return spellings;
}

// Of each path the first one that is the same when case does not count.
std::vector<EntryPaths::Id> first_spellings(std::span<const EntryPaths::Node> nodes) {
  Spellings spellings = paths_with_capitals(nodes);
  std::vector<EntryPaths::Id> firsts(nodes.size());
  std::iota(firsts.begin(), firsts.end(), EntryPaths::Id{0});
  if (spellings.empty()) return firsts;
  for (EntryPaths::Id& first : firsts) {
    const auto known = spellings.find(nodes[first].path);
    if (known == spellings.end()) continue;
    if (known->second == EntryPaths::k_none) known->second = first;
    first = known->second;
  }
  return firsts;
}

std::vector<Finding> run(const CheckInput& input) {
  const std::span<const EntryPaths::Node> nodes = input.paths.nodes();
  const std::vector<EntryPaths::Id> firsts = first_spellings(nodes);
  std::vector<bool> is_other;
  is_other.reserve(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i)
    is_other.push_back(firsts[i] != i);
  const auto message = [&](EntryPaths::Id part, bool is_whole) {
    const std::string_view first = nodes[firsts[part]].path;
    if (is_whole) return fmt::format("differs from {} only in case", first);
    return fmt::format("its folder {} differs from {} only in case", nodes[part].path, first);
  };
  return tell_once(input.paths, input.artifact.entries.size(), std::move(is_other), message);
}

} // namespace

constexpr Check k_case_collision{
    .id = "case-collision",
    .summary = "two paths that differ only in case",
    .why = "On Windows and macOS they are one path: one of the files replaces the other.",
    .fix = "Rename one of them.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
