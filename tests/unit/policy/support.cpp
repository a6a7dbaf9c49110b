#include "unit/policy/support.hpp"

#include "policy/load.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace package_audit::policy {

PolicyFolder::PolicyFolder()
    : folder_((std::filesystem::temp_directory_path() / "package-audit-test-XXXXXX").string()) {
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
}

PolicyFolder::~PolicyFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void PolicyFolder::write(std::string_view file, std::string_view text) const {
  std::filesystem::create_directories(std::filesystem::path(path(file)).parent_path());
  std::ofstream(path(file), std::ios::binary) << text;
}

std::string PolicyFolder::path(std::string_view file) const {
  return fmt::format("{}/{}", folder_, file);
}

Policy PolicyFolder::load(std::string_view file, const Variables& variables) const {
  return load_policy(path(file), variables);
}

std::string PolicyFolder::error(std::string_view file, const Variables& variables) const {
  try {
    load(file, variables);
    return {};
  } catch (const base::Error& error) {
    std::string text = error.what();
    const std::string cut = folder_ + "/";
    for (std::size_t at = 0; (at = text.find(cut)) != std::string::npos;)
      text.erase(at, cut.size());
    return text;
  }
}

Policy load_text(std::string_view text, const Variables& variables) {
  const PolicyFolder folder;
  folder.write("policy.json", text);
  return folder.load("policy.json", variables);
}

void expect_mistake(std::string_view text, std::string_view message, const Variables& variables) {
  const std::size_t mark = text.find('@');
  ASSERT_NE(mark, std::string_view::npos) << text;
  const std::string plain = std::string(text.substr(0, mark)) + std::string(text.substr(mark + 1));
  const std::size_t start = plain.substr(0, mark).rfind('\n') + 1;
  const std::string line = plain.substr(start, plain.find('\n', start) - start);
  const PolicyFolder folder;
  folder.write("policy.json", plain);
  EXPECT_EQ(
      folder.error("policy.json", variables),
      fmt::format("policy.json:{}:{}: error: {}\n{}\n{:>{}}",
                  std::count(plain.begin(), plain.begin() + static_cast<long>(mark), '\n') + 1,
                  mark - start + 1, message, line, '^', mark - start + 1));
}

std::string policy_with(std::string_view members) {
  return fmt::format(R"({{"version": 1, "allow": ["bin/acme"], {}}})", members);
}

} // namespace package_audit::policy
