#include "policy/builtin.hpp"
#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <regex>
#include <string>
#include <string_view>

namespace package_audit::policy {
namespace {

class Mutator {
public:
  explicit Mutator(std::uint32_t seed) : random_(seed) {}

  std::string mutate(std::string text) {
    for (std::size_t i = 1 + below(3); i > 0; --i) {
      const std::size_t at = below(text.size());
      const std::size_t length = below(8);
      switch (below(4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(below(text.size()), length));
        break;
      case 2:
        text[at] = k_bytes[below(k_bytes.size())];
        break;
      default:
        text.insert(at, 1, k_bytes[below(k_bytes.size())]);
      }
    }
    return text;
  }

private:
  static constexpr std::string_view k_bytes = "{}[]\",:/*\\$! \n0aun-.\x01\xc3";

  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }

  std::mt19937 random_;
};

// What the text becomes by accident is a policy or a mistake with a place, a line and a caret.
TEST(PolicyMutation, GivesAPolicyOrAMistakeWithItsPlace) {
  const std::regex shape(R"(policy\.json:[0-9]+:[0-9]+: error: [^\n]+(\n[^\n]*\n *\^)?)");
  const PolicyFolder folder;
  Mutator mutator(7);
  int mistakes = 0;
  for (const BuiltinPolicy& builtin : builtin_policies()) {
    for (int i = 0; i < 120; ++i) {
      const std::string text = mutator.mutate(std::string(builtin.text));
      folder.write("policy.json", text);
      const std::string error = folder.error("policy.json");
      if (error.empty()) continue;
      ++mistakes;
      ASSERT_TRUE(std::regex_match(error, shape)) << text << "\n" << error;
    }
  }
  EXPECT_GT(mistakes, 200);
}

} // namespace
} // namespace package_audit::policy
