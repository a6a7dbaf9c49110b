#include "policy/starter_component.hpp"

#include "base/path.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace package_audit::policy {

namespace {

// Last words of file names that tell a platform or a kind of package.
constexpr std::array<std::string_view, 14> k_no_components{
    "aarch64", "all",  "amd64", "any",    "arm64",   "darwin", "freebsd",
    "i386",    "i686", "linux", "noarch", "riscv64", "source", "x86_64"};

std::string component_of(std::string_view file_name) {
  if (file_name.ends_with(".deb")) file_name = file_name.substr(0, file_name.find('_'));
  const std::size_t dash = file_name.rfind('-');
  if (dash == std::string_view::npos) return "";
  std::string_view word = file_name.substr(dash + 1);
  word = word.substr(0, word.find('.'));
  const bool is_number = !word.empty() && word[0] >= '0' && word[0] <= '9';
  const bool is_platform =
      std::any_of(k_no_components.begin(), k_no_components.end(), [&](std::string_view platform) {
        return base::equal_ignoring_case(platform, word);
      });
  return is_number || is_platform ? "" : std::string(word);
}

} // namespace

std::vector<std::string> components_of_packages(std::span<const std::string> file_names) {
  std::vector<std::string> components;
  for (const std::string& file_name : file_names)
    components.push_back(component_of(file_name));
  const std::set<std::string> distinct(components.begin(), components.end());
  if (distinct.size() < 2) components.assign(components.size(), "");
  return components;
}

} // namespace package_audit::policy
