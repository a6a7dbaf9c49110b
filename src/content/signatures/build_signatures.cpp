#include "content/signatures/build_signatures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <re2/re2.h>
#include <string_view>

namespace package_audit::content::signatures {

using namespace std::string_view_literals;

namespace {

// Shorter paths are common.
constexpr std::size_t k_min_parts = 2;
constexpr std::size_t k_min_name_size = 3;

// Separators of two parts: those of Unix and Windows, and both escaped in a string.
constexpr std::array k_slashes{"/"sv, "\\"sv, "\\\\"sv, "\\/"sv};
constexpr std::string_view k_any_slash = R"((?:\\?/|\\{1,2}))";
constexpr std::string_view k_name_begin = "(?:^|[^A-Za-z0-9_])";
// In front of a short path, which may be the end of a longer one: no name, no directory
// (./src/acme), no URL. -I/src/acme and ../../src/acme match.
constexpr std::string_view k_path_begin =
    R"((?:^|[^A-Za-z0-9_.~}/-]|-[A-Za-z]|-isystem|-iquote|file://|\.\.[/\\]{1,2}\.\.))";
constexpr std::string_view k_name_end = "(?:$|[^A-Za-z0-9_-])";
// No file extension either: "/src/acme.cpp" is no directory.
constexpr std::string_view k_path_end = "(?:$|[^A-Za-z0-9_.-]|\\.(?:$|[^A-Za-z0-9_-]))";

SignatureRule make_rule(std::string_view id, std::string_view what) {
  return {.id = std::string(id),
          .check = "build-path",
          .what = std::string(what),
          .any_case = true,
          .secret = false};
}

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find_first_of("/\\"), path.size());
    if (end > 0) parts.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return parts;
}

void add_directory(std::vector<SignatureRule>& rules, std::string_view id, std::string_view what,
                   const std::string& folder) {
  const std::vector<std::string_view> parts = split_path(folder);
  if (parts.size() < k_min_parts) return;
  SignatureRule rule = make_rule(id, what);
  for (const std::string_view slash : k_slashes)
    rule.anchors.push_back(fmt::format("{}{}{}", parts[0], slash, parts[1]));
  const bool has_slash = folder.front() == '/' || folder.front() == '\\';
  std::string path;
  for (const std::string_view part : parts) {
    if (has_slash || !path.empty()) path += k_any_slash;
    path += re2::RE2::QuoteMeta(re2::StringPiece(part.data(), part.size()));
  }
  const bool is_short = parts.size() == k_min_parts;
  rule.pattern = fmt::format("{}({}){}", has_slash ? (is_short ? k_path_begin : "") : k_name_begin,
                             path, k_path_end);
  rules.push_back(std::move(rule));
}

bool is_common(std::string_view name) {
  constexpr std::array k_common{"root"sv,  "user"sv,   "build"sv,     "builder"sv, "admin"sv,
                                "guest"sv, "docker"sv, "localhost"sv, "debian"sv,  "ubuntu"sv};
  return name.size() < k_min_name_size ||
         std::find(k_common.begin(), k_common.end(), name) != k_common.end();
}

void add_user(std::vector<SignatureRule>& rules, const std::string& user) {
  if (is_common(user)) return;
  SignatureRule rule = make_rule("build-user", "home folder of the user who built it");
  for (const std::string_view folder : {"home"sv, "Users"sv}) {
    for (const std::string_view slash : k_slashes)
      rule.anchors.push_back(fmt::format("{}{}{}", folder, slash, user));
  }
  rule.pattern = fmt::format("{}((?:home|users){}{}){}", k_name_begin, k_any_slash,
                             re2::RE2::QuoteMeta(user), k_name_end);
  rules.push_back(std::move(rule));
}

void add_host(std::vector<SignatureRule>& rules, const std::string& host) {
  // A name of letters alone may be a word.
  const bool is_word = host.find_first_of("0123456789-.") == std::string::npos;
  if (is_common(host) || is_word) return;
  SignatureRule rule = make_rule("build-host", "name of the machine that built it");
  rule.anchors.push_back(host);
  rule.pattern = fmt::format("(?:^|[^A-Za-z0-9_-])({}){}", re2::RE2::QuoteMeta(host), k_name_end);
  rules.push_back(std::move(rule));
}

} // namespace

std::vector<SignatureRule> build_signatures(const BuildIdentity& identity) {
  std::vector<SignatureRule> rules;
  add_directory(rules, "build-binary-folder", "build folder of this build",
                identity.binary_directory);
  add_directory(rules, "build-source-folder", "source folder of this build",
                identity.source_directory);
  add_directory(rules, "build-home-folder", "home folder of this build", identity.home_directory);
  add_user(rules, identity.user);
  add_host(rules, identity.host);
  return rules;
}

} // namespace package_audit::content::signatures
