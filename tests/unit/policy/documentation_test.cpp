#include "policy/builtin.hpp"
#include "policy/documents.hpp"
#include "unit/policy/support.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace package_audit::policy {
namespace {

std::string read(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(std::string(PACKAGEAUDIT_SOURCE_DIR) + "/" + file).rdbuf();
  return text.str();
}

std::vector<std::string> examples(const std::string& markdown) {
  const std::string begin = "```jsonc\n";
  std::vector<std::string> blocks;
  for (std::size_t at = 0; (at = markdown.find(begin, at)) != std::string::npos;) {
    at += begin.size();
    blocks.push_back(markdown.substr(at, markdown.find("```", at) - at));
  }
  return blocks;
}

TEST(PolicyDocumentation, HasExamplesThatLoad) {
  const std::vector<std::string> blocks = examples(read("docs/policy.md"));
  EXPECT_GE(blocks.size(), 5u);
  for (const std::string& block : blocks)
    EXPECT_NO_THROW(load_text(block)) << block;
}

TEST(PolicyDocumentation, ShowsAMessageAsItIs) {
  const PolicyFolder folder;
  folder.write("package-audit.json", "{\n\n\n\n\n  \"alow\": [\"bin/acme\"],\n\"version\": 1}");
  const std::string message = folder.error("package-audit.json");
  EXPECT_NE(read("docs/policy.md").find("```\n" + message + "\n```"), std::string::npos) << message;
}

using Json = nlohmann::json;

void expect_described(const Json& schema, const std::string& where) {
  if (!schema.contains("properties")) return;
  for (const auto& [key, property] : schema["properties"].items()) {
    EXPECT_TRUE(property.contains("description") || property.contains("$ref")) << where << key;
    expect_described(property, where + key + "/");
  }
}

TEST(PolicySchema, DescribesEveryKeyAndNoOther) {
  const Json schema = Json::parse(policy_schema());
  EXPECT_FALSE(schema["additionalProperties"].get<bool>());
  std::set<std::string> described;
  for (const auto& [key, property] : schema["properties"].items())
    described.insert(key);
  EXPECT_EQ(described, (std::set<std::string>{policy_keys().begin(), policy_keys().end()}));
  expect_described(schema, "");
  for (const auto& [name, definition] : schema["definitions"].items()) {
    EXPECT_TRUE(definition.contains("description")) << name;
    expect_described(definition, name + "/");
  }
}

} // namespace
} // namespace package_audit::policy
