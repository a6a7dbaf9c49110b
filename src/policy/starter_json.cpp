#include "base/text.hpp"
#include "policy/starter.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string_view>
#include <vector>

namespace package_audit::policy {

namespace {

std::string json_string(std::string_view text) {
  return nlohmann::json(text).dump();
}

std::string allow_list(const Proposals& proposals, std::string_view indent) {
  std::vector<std::string> lines;
  for (const auto& [pattern, proposal] : proposals)
    lines.push_back(fmt::format("{}  {}", indent, json_string(pattern)));
  return fmt::format("{}\"allow\": [\n{}\n{}]", indent, fmt::join(lines, ",\n"), indent);
}

} // namespace

std::string to_json(const StarterPolicy& policy) {
  std::vector<std::string> members{"  \"version\": 1",
                                   fmt::format("  \"extends\": [{}]", json_string(policy.base))};
  if (policy.prefix != "/usr") {
    members.push_back(fmt::format("  \"prefix\": {}", json_string(base::printable(policy.prefix))));
  }
  std::vector<std::string> blocks;
  for (const auto& [component, proposals] : policy.allow) {
    if (component.empty()) {
      members.push_back(allow_list(proposals, "  "));
    } else {
      blocks.push_back(fmt::format("    {{\n      \"when\": {{ \"component\": {} }},\n{}\n    }}",
                                   json_string(base::printable(component)),
                                   allow_list(proposals, "      ")));
    }
  }
  if (!blocks.empty()) {
    members.push_back(fmt::format("  \"packages\": [\n{}\n  ]", fmt::join(blocks, ",\n")));
  }
  std::string text = fmt::format("{{\n{}\n", fmt::join(members, ",\n"));
  if (!policy.refused.empty()) text += "  // Left out, because a check refuses it:\n";
  for (const auto& [path, checks] : policy.refused)
    text += fmt::format("  //   {} ({})\n", base::printable(path), fmt::join(checks, ", "));
  return text + "}\n";
}

} // namespace package_audit::policy
