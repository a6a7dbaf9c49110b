#include "policy/starter_pattern.hpp"

#include "base/glob_pattern.hpp"
#include "base/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace package_audit::policy {

namespace {

constexpr std::string_view k_some_version = "[0-9]*";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Length of the "1.2.3" at the start of `text`; 0 when there is none with at least two numbers.
std::size_t version_length(std::string_view text) {
  std::size_t length = 0;
  std::size_t numbers = 0;
  while (true) {
    std::size_t end = length + (numbers > 0 ? 1 : 0);
    if (numbers > 0 && (length >= text.size() || text[length] != '.')) break;
    const std::size_t begin = end;
    while (end < text.size() && is_digit(text[end]))
      ++end;
    if (end == begin) break;
    length = end;
    ++numbers;
  }
  return numbers < 2 ? 0 : length;
}

// The text at `position` is no part of a longer number.
bool begins_number(std::string_view text, std::size_t position) {
  if (position == 0) return true;
  const char before = text[position - 1];
  return !is_digit(before) && (before != '.' || position == 1 || !is_digit(text[position - 2]));
}

bool ends_number(std::string_view rest) {
  if (rest.empty()) return true;
  return !is_digit(rest[0]) && (rest[0] != '.' || rest.size() == 1 || !is_digit(rest[1]));
}

// Length of the "x86_64-linux-gnu" at the start of `text`, and the pattern that replaces it.
struct Triplet {
  std::size_t length = 0;
  std::string pattern{};
};

Triplet triplet_at(std::string_view text) {
  constexpr std::array<std::string_view, 14> k_processors{
      "x86_64", "aarch64",     "i386",    "i486",  "i586",    "i686",     "armv7l",
      "arm",    "powerpc64le", "ppc64le", "s390x", "riscv64", "mips64el", "loongarch64"};
  constexpr std::array<std::string_view, 2> k_libraries{"-linux-gnu", "-linux-musl"};
  for (const std::string_view processor : k_processors) {
    if (!text.starts_with(processor)) continue;
    for (const std::string_view library : k_libraries) {
      if (!text.substr(processor.size()).starts_with(library)) continue;
      std::size_t length = processor.size() + library.size();
      const bool has_suffix = length < text.size() && is_word(text[length]);
      while (length < text.size() && is_word(text[length]))
        ++length;
      return {length, fmt::format("*{}{}", library, has_suffix ? "*" : "")};
    }
  }
  return {};
}

// "libacme.so.1.2" without its numbers; nothing for other names.
std::string_view versioned_library_stem(std::string_view name) {
  std::string_view stem = name;
  while (!stem.empty() && (is_digit(stem.back()) || stem.back() == '.'))
    stem.remove_suffix(1);
  return stem.ends_with(".so") && stem.size() < name.size() && name[stem.size()] == '.' ? stem : "";
}

std::string_view without_build_type(std::string_view name) {
  constexpr std::array<std::string_view, 5> k_endings{"-debug.cmake", "-release.cmake",
                                                      "-relwithdebinfo.cmake", "-minsizerel.cmake",
                                                      "-noconfig.cmake"};
  for (const std::string_view ending : k_endings) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return "";
}

std::string literal(std::string_view text) {
  return base::escape_glob(text, base::GlobEscape::policy_file);
}

std::string generalize_part(std::string_view text, const std::vector<std::string>& versions,
                            bool is_folder) {
  std::string pattern;
  std::size_t copied = 0;
  const auto replace = [&](std::size_t position, std::size_t length, std::string_view by) {
    pattern += literal(text.substr(copied, position - copied));
    pattern += by;
    copied = position + length;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i < copied) continue;
    const std::string_view rest = text.substr(i);
    if (i == 0 || !is_word(text[i - 1])) {
      if (const Triplet triplet = triplet_at(rest); triplet.length > 0) {
        replace(i, triplet.length, triplet.pattern);
        continue;
      }
    }
    if (!is_digit(text[i]) || !begins_number(text, i)) continue;
    for (const std::string& version : versions) {
      if (!rest.starts_with(version) || !ends_number(rest.substr(version.size()))) continue;
      replace(i, version.size(), k_some_version);
      break;
    }
    const std::size_t length = version_length(rest);
    if (is_folder && i >= copied && i > 0 && text[i - 1] == '-' && i + length == text.size() &&
        length > 0) {
      replace(i, length, k_some_version);
    }
  }
  return pattern + literal(text.substr(copied));
}

} // namespace

std::vector<std::string> versions_in(std::string_view file_name) {
  if (file_name.ends_with(".7z")) file_name.remove_suffix(3);
  std::vector<std::string> versions;
  for (std::size_t i = 0; i < file_name.size(); ++i) {
    if (!is_digit(file_name[i]) || !begins_number(file_name, i)) continue;
    std::size_t length = version_length(file_name.substr(i));
    while (length > 0) {
      versions.emplace_back(file_name.substr(i, length));
      const std::size_t dot = versions.back().rfind('.');
      length = version_length(versions.back().substr(0, dot));
    }
    if (!versions.empty()) break;
  }
  return versions;
}

std::string generalize_versions(std::string_view path, const std::vector<std::string>& versions) {
  const std::vector<std::string_view> parts = base::components(path);
  std::string pattern = path.starts_with('/') ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) pattern += '/';
    const bool is_last = i + 1 == parts.size();
    const std::string_view library = is_last ? versioned_library_stem(parts[i]) : "";
    const std::string_view build = is_last ? without_build_type(parts[i]) : "";
    const bool is_language =
        !is_last && i >= 2 && parts[i - 1] == "locale" && parts[i - 2] == "share";
    if (is_language) {
      pattern += '*';
    } else if (!library.empty()) {
      pattern += generalize_part(library, versions, false) + ".*";
    } else if (!build.empty()) {
      pattern += generalize_part(build, versions, false) + "-*.cmake";
    } else {
      pattern += generalize_part(parts[i], versions, !is_last);
    }
  }
  return pattern;
}

} // namespace package_audit::policy
