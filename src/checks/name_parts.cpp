#include "checks/name_parts.hpp"

#include "util/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace package_audit {

namespace {

class Names {
public:
  explicit Names(const NameJudge& judge) : judge_(judge) {}

  std::string judge_path(std::string_view path) {
    const std::size_t seen = behind_shared_folders(path, std::exchange(previous_, {}));
    for (std::size_t end = path.find('/', std::max<std::size_t>(seen, 1));;
         end = path.find('/', end + 1)) {
      const std::string_view prefix = path.substr(0, end);
      std::string message = judge_part(base_name(prefix));
      if (!message.empty() && told_.insert(prefix).second) {
        if (end != std::string_view::npos) {
          return fmt::format("its folder {} has {}", prefix, message);
        }
        return "has " + message;
      }
      if (end == std::string_view::npos) break;
    }
    previous_ = path;
    return {};
  }

private:
  std::string judge_part(std::string_view name) const {
    if (name.empty() || name == "." || name == "..") return {};
    return judge_(name);
  }

  const NameJudge& judge_;
  std::unordered_set<std::string_view> told_{};
  // The last path, when all of it was judged.
  std::string_view previous_{};
};

} // namespace

std::vector<Finding> judge_names(const Artifact& artifact, const NameJudge& judge) {
  Names names(judge);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    std::string message = names.judge_path(artifact.entries[i].path);
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace package_audit
