#include "checks/checks.hpp"
#include "util/case_fold.hpp"
#include "util/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace package_audit {

namespace {

// Each path is folded once, in a buffer of its own: most have no capital and hash as they are.
std::string_view folded(std::string_view text, std::string& buffer) {
  const auto is_small = [](char c) {
    return (c < 'A' || c > 'Z') && static_cast<signed char>(c) >= 0;
  };
  if (std::all_of(text.begin(), text.end(), is_small)) return text;
  buffer = fold_case(text);
  return buffer;
}

struct HashIgnoringCase {
  std::size_t operator()(std::string_view text) const {
    std::string buffer;
    return std::hash<std::string_view>{}(folded(text, buffer));
  }
};

struct SameIgnoringCase {
  bool operator()(std::string_view a, std::string_view b) const {
    return a == b || (a.size() == b.size() && fold_case(a) == fold_case(b));
  }
};

class Spellings {
public:
  // What to say of an entry: of its folders as of itself, but of each spelling only once.
  std::string judge(std::string_view path) {
    const std::size_t judged = behind_shared_folders(path, std::exchange(previous_, {}));
    for (std::size_t end = path.find('/', std::max<std::size_t>(judged, 1));;
         end = path.find('/', end + 1)) {
      const std::string_view prefix = path.substr(0, end);
      const std::string_view first = *first_.insert(prefix).first;
      if (first != prefix && others_.insert(prefix).second) {
        return message(prefix, first, end == std::string_view::npos);
      }
      if (end == std::string_view::npos) break;
    }
    previous_ = path;
    return {};
  }

private:
  static std::string message(std::string_view prefix, std::string_view first, bool is_whole) {
    if (is_whole) return fmt::format("differs from {} only in case", first);
    return fmt::format("its folder {} differs from {} only in case", prefix, first);
  }

  std::unordered_set<std::string_view, HashIgnoringCase, SameIgnoringCase> first_{};
  std::unordered_set<std::string_view> others_{};
  // The last path, when all of it was judged.
  std::string_view previous_{};
};

std::vector<Finding> run(const CheckInput& input) {
  Spellings spellings;
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    std::string message = spellings.judge(input.artifact.entries[i].path);
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
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

} // namespace package_audit
