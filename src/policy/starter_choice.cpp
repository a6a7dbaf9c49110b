#include "base/path.hpp"
#include "policy/starter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <set>
#include <string_view>

namespace package_audit::policy {

namespace {

// Last words of file names that name a platform or a kind of package.
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

bool has_extension(std::string_view path, std::initializer_list<std::string_view> extensions) {
  return std::any_of(extensions.begin(), extensions.end(),
                     [&](std::string_view extension) { return path.ends_with(extension); });
}

bool any_member(std::span<const Artifact> artifacts, bool (*matches)(std::string_view)) {
  return std::any_of(artifacts.begin(), artifacts.end(), [&](const Artifact& artifact) {
    return std::any_of(artifact.entries.begin(), artifact.entries.end(), [&](const Entry& entry) {
      return entry.section == Section::payload && matches(entry.member);
    });
  });
}

bool is_build_script(std::string_view member) {
  const std::vector<std::string_view> parts = base::components(member);
  const std::size_t depth =
      !parts.empty() && parts.front() == "." ? parts.size() - 1 : parts.size();
  return depth <= 2 && has_extension(member, {"/CMakeLists.txt", "/meson.build", "/configure.ac",
                                              "/configure", "/Makefile"});
}

bool is_for_developers(std::string_view member) {
  const bool header = has_extension(member, {".h", ".hh", ".hpp", ".hxx"});
  return (header && member.find("include/") != std::string_view::npos) || member.ends_with(".a") ||
         member.find("/cmake/") != std::string_view::npos;
}

} // namespace

std::vector<std::string> components_of(std::span<const std::string> file_names) {
  std::vector<std::string> components;
  for (const std::string& file_name : file_names)
    components.push_back(component_of(file_name));
  const std::set<std::string> distinct(components.begin(), components.end());
  if (distinct.size() < 2) components.assign(components.size(), "");
  return components;
}

std::string choose_base(std::span<const Artifact> artifacts) {
  if (any_member(artifacts, is_build_script)) return "builtin:source";
  return any_member(artifacts, is_for_developers) ? "builtin:sdk" : "builtin:release";
}

std::string choose_prefix(std::span<const Artifact> artifacts) {
  constexpr std::array<std::string_view, 3> k_elsewhere{"etc", "var", "srv"};
  std::optional<std::vector<std::string_view>> common;
  for (const Artifact& artifact : artifacts) {
    if (!is_system_package(artifact.format)) continue;
    for (const Entry& entry : artifact.entries) {
      if (entry.section != Section::payload || entry.type == EntryType::directory) continue;
      std::vector<std::string_view> parts = base::components(entry.member);
      std::erase(parts, ".");
      if (parts.empty()) continue;
      if (std::find(k_elsewhere.begin(), k_elsewhere.end(), parts[0]) != k_elsewhere.end())
        continue;
      if (parts[0] == "usr" && (parts.size() < 2 || parts[1] != "local")) return "/usr";
      parts.pop_back();
      if (!common) common = parts;
      const auto end = std::mismatch(common->begin(), common->end(), parts.begin(), parts.end());
      common->erase(end.first, common->end());
    }
  }
  if (!common || common->empty()) return "/usr";
  // "/opt/acme/bin" of a package with nothing but programs.
  constexpr std::array<std::string_view, 5> k_inside{"bin", "lib", "lib64", "libexec", "share"};
  const auto inside =
      std::find_first_of(common->begin(), common->end(), k_inside.begin(), k_inside.end());
  common->erase(inside, common->end());
  return common->empty() ? "/usr" : fmt::format("/{}", fmt::join(*common, "/"));
}

} // namespace package_audit::policy
