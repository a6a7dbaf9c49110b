#include "unit/content/facts_support.hpp"

#include "readings/command.hpp"
#include "readings/scratch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <stdexcept>

namespace package_audit::structure_test {

content::HeadTailBuffer buffered(std::string_view content) {
  content::HeadTailBuffer bytes;
  bytes.append(std::as_bytes(std::span(content)));
  return bytes;
}

std::vector<Fact> facts_of(std::string_view content) {
  std::vector<Fact> facts;
  read_structure(buffered(content), facts);
  return facts;
}

std::vector<std::string> described(std::string_view content) {
  std::vector<std::string> lines;
  for (const Fact& fact : facts_of(content)) {
    std::string line(to_string(fact.kind));
    line += " " + fact.subject;
    if (fact.count != 1) line += " x" + std::to_string(fact.count);
    if (!fact.detail.empty()) line += ": " + fact.detail;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string built_file(const std::string& command) {
  const readings::Scratch scratch;
  scratch.write("acme.c", "static int twice(int x) { return 2 * x; }\n"
                          "int acme(int x) { return twice(x) + 1; }\n");
  scratch.write("main.c", "int acme(int);\n"
                          "int main(void) { return acme(1); }\n");
  const auto result =
      readings::run_command({"sh", "-c", "cd \"$0\" && { " + command + "; } 2>&1", scratch.path()});
  if (result.exit_code != 0) throw std::runtime_error(command + ":\n" + result.output);
  return readings::read_file(scratch.path() + "/out");
}

void expect_survives_damage(const std::string& content) {
  const auto is_sound = [](const std::vector<Fact>& facts) {
    return std::all_of(facts.begin(), facts.end(), [](const Fact& fact) {
      return fact.count > 0 && (!fact.subject.empty() || fact.kind == FactKind::run_path);
    });
  };
  for (std::size_t length = 0; length < content.size(); ++length) {
    EXPECT_TRUE(is_sound(facts_of(std::string_view(content).substr(0, length)))) << length;
  }
  std::string flipped = content;
  for (std::size_t i = 0; i < content.size(); ++i) {
    flipped[i] = static_cast<char>(~flipped[i]);
    EXPECT_TRUE(is_sound(facts_of(flipped))) << i;
    flipped[i] = content[i];
  }
}

} // namespace package_audit::structure_test
