#include "policy/starter_fold.hpp"

#include "base/glob.hpp"
#include "base/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace package_audit::policy {

namespace {

constexpr std::size_t k_max_extension = 8;

constexpr std::array<std::string_view, 9> k_headers{"h",   "hh",  "hpp", "hxx", "inc",
                                                    "inl", "ipp", "tcc", "tpp"};

// Extensions of files that are listed one by one, for the reader of the policy.
constexpr std::array<std::string_view, 27> k_never_folded{
    "a",   "c",   "cc",   "cpp", "cs", "cxx",   "debug", "dll", "env",
    "exe", "go",  "java", "key", "kt", "map",   "m",     "mm",  "o",
    "pdb", "pem", "php",  "rs",  "so", "swift", "ts",    "tsx", "vue"};

// Directories into which every package installs.
constexpr std::array<std::string_view, 27> k_shared{"bin",
                                                    "etc",
                                                    "include",
                                                    "lib",
                                                    "lib/cmake",
                                                    "lib/pkgconfig",
                                                    "lib/python",
                                                    "lib/*-linux-gnu",
                                                    "lib/*-linux-gnu/cmake",
                                                    "lib/*-linux-gnu/pkgconfig",
                                                    "lib64",
                                                    "lib64/cmake",
                                                    "lib64/pkgconfig",
                                                    "libexec",
                                                    "opt",
                                                    "sbin",
                                                    "share",
                                                    "share/applications",
                                                    "share/cmake",
                                                    "share/doc",
                                                    "share/icons",
                                                    "share/info",
                                                    "share/locale",
                                                    "share/man",
                                                    "share/pixmaps",
                                                    "usr",
                                                    "var"};

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : path.substr(0, slash);
}

// Letters and digits after the last dot of a name; empty for ".name".
std::string_view extension_of(std::string_view path) {
  const std::string_view name = base::base_name(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return "";
  const std::string_view extension = name.substr(dot + 1);
  const bool plain = std::all_of(extension.begin(), extension.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
  return plain && extension.size() <= k_max_extension ? extension : "";
}

bool is_shared(std::string_view folder) {
  for (const std::string_view prefix : {"/", "usr/", "local/"}) {
    if (folder.starts_with(prefix)) folder.remove_prefix(prefix.size());
  }
  return folder.empty() || contains(k_shared, folder);
}

// The topmost parent of `path` that only this package uses; empty when there is none.
std::string_view own_folder(std::string_view path, FoldStyle style) {
  const std::string_view folder = folder_of(path);
  for (std::size_t end = folder.find('/', 1);; end = folder.find('/', end + 1)) {
    const std::string_view candidate = folder.substr(0, end);
    if (candidate.empty()) return "";
    if (style == FoldStyle::source || !is_shared(candidate)) return candidate;
    if (end == std::string_view::npos) return "";
  }
}

std::size_t threshold(std::string_view folder, std::string_view extension, FoldStyle style) {
  if (style == FoldStyle::source || contains(k_headers, extension)) return 2;
  return folder.starts_with("share/doc/") || extension == "cmake" ? 3 : 6;
}

// The files of one extension below one directory.
struct Family {
  std::vector<std::string> members{};
  std::size_t entries = 0;
};

std::string common_folder(const std::vector<std::string>& paths) {
  std::string_view common = folder_of(paths.front());
  for (const std::string& path : paths) {
    while (!path.starts_with(fmt::format("{}/", common)))
      common = folder_of(common);
  }
  return std::string(common);
}

// "directory/*." or, with files further down, "directory/**/*.", without the extension.
std::string family_stem(const std::vector<std::string>& paths) {
  const std::string folder = common_folder(paths);
  const bool flat = std::all_of(paths.begin(), paths.end(),
                                [&](const std::string& path) { return folder_of(path) == folder; });
  return fmt::format("{}/{}*.", folder, flat ? "" : "**/");
}

bool covers_refused(const std::string& pattern, std::span<const std::string> refused) {
  const base::Glob glob(pattern);
  return std::any_of(refused.begin(), refused.end(),
                     [&](const std::string& path) { return glob.matches(path); });
}

} // namespace

Proposals fold(Proposals proposals, FoldStyle style, std::span<const std::string> refused) {
  std::map<std::pair<std::string, std::string>, Family> families;
  for (const auto& [pattern, proposal] : proposals) {
    const std::string_view extension = extension_of(pattern);
    const std::string_view folder = own_folder(pattern, style);
    if (!proposal.foldable || extension.empty() || folder.empty()) continue;
    if (style == FoldStyle::release && contains(k_never_folded, extension)) continue;
    Family& family = families[{std::string(folder), std::string(extension)}];
    family.members.push_back(pattern);
    family.entries += proposal.entries;
  }
  // Families that differ only in their extension become one pattern.
  struct Merged {
    std::set<std::string> extensions{};
    std::size_t entries = 0;
  };
  std::map<std::string, Merged> merged;
  for (const auto& [key, family] : families) {
    const auto& [folder, extension] = key;
    if (family.members.size() < threshold(folder, extension, style)) continue;
    const std::string stem = family_stem(family.members);
    if (covers_refused(stem + extension, refused)) continue;
    merged[stem].extensions.insert(extension);
    merged[stem].entries += family.entries;
    for (const std::string& member : family.members)
      proposals.erase(member);
  }
  for (const auto& [stem, group] : merged) {
    const std::string extensions = fmt::to_string(fmt::join(group.extensions, ","));
    proposals[group.extensions.size() > 1 ? fmt::format("{}{{{}}}", stem, extensions)
                                          : stem + extensions] = {group.entries, false};
  }
  return proposals;
}

} // namespace package_audit::policy
