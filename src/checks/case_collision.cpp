#include "base/unicode.hpp"
#include "checks/checks.hpp"
#include "checks/node_findings.hpp"

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

// Any byte outside of ASCII may be a part of one.
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
    return a == b || base::fold_case(a) == base::fold_case(b);
  }
};

using Spellings =
    std::unordered_map<std::string_view, PathTree::Id, HashIgnoringCase, SameIgnoringCase>;

// Of two paths that differ only in case, at least one has a capital. Most paths have none, so they
// need no place in the table.
Spellings paths_with_capitals(std::span<const PathTree::Node> nodes) {
  Spellings spellings;
  std::vector<bool> has_capital;
  has_capital.reserve(nodes.size());
  for (const PathTree::Node& node : nodes) {
    const bool is_below = node.parent != PathTree::k_none && has_capital[node.parent];
    has_capital.push_back(is_below || may_have_capital(node.name));
    if (has_capital.back()) spellings.try_emplace(node.path, PathTree::k_none);
  }
  return spellings;
}

// By node: the first node whose path is equal if case is ignored.
std::vector<PathTree::Id> first_spellings(std::span<const PathTree::Node> nodes) {
  Spellings spellings = paths_with_capitals(nodes);
  std::vector<PathTree::Id> firsts(nodes.size());
  std::iota(firsts.begin(), firsts.end(), PathTree::Id{0});
  if (spellings.empty()) return firsts;
  for (PathTree::Id& first : firsts) {
    const auto known = spellings.find(nodes[first].path);
    if (known == spellings.end()) continue;
    if (known->second == PathTree::k_none) known->second = first;
    first = known->second;
  }
  return firsts;
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  const std::span<const PathTree::Node> nodes = input.paths.nodes();
  const std::vector<PathTree::Id> firsts = first_spellings(nodes);
  std::vector<bool> collides;
  collides.reserve(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i)
    collides.push_back(firsts[i] != i);
  return report_each_once(input, std::move(collides), [&](PathTree::Id node, bool is_entry) {
    const std::string_view path = nodes[node].path;
    const std::string_view first = nodes[firsts[node]].path;
    const bool is_composition = base::compose(path) == base::compose(first);
    const std::string_view what = is_composition ? "the composition of characters" : "case";
    if (is_entry) return fmt::format("differs from {} only in {}", first, what);
    return fmt::format("its folder {} differs from {} only in {}", path, first, what);
  });
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
