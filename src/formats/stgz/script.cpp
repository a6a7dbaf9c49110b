#include "formats/stgz/script.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace package_audit::formats::stgz {

namespace {

// A line into which CPack fills a value: everything between the two ends.
struct FilledLine {
  std::string_view before;
  std::string_view after;
};

constexpr std::array k_filled_lines{
    FilledLine{"  --include-subdir  include the ", " subdirectory"},
    FilledLine{"  --exclude-subdir  exclude the ", " subdirectory"},
    FilledLine{"  echo \"", "\""},
    FilledLine{"    echo \"By default the ", " will be installed in:\""},
    FilledLine{"    echo \"  \\\"${toplevel}/", "\\\"\""},
    FilledLine{"    echo \"Do you want to include the subdirectory ", "?\""},
    FilledLine{"  toplevel=\"${toplevel}/", "\""},
};

// "tail $use_new_tail_syntax +155 "$0" | gunzip | …"
constexpr FilledLine k_tail_line{"tail $use_new_tail_syntax +", " \"$0\" | gunzip | "};
constexpr FilledLine k_problem{"cpack_echo_exit \"Problem unpacking the ", "\""};

constexpr std::string_view k_licence_begin = "    more << '____cpack__here_doc____'";
constexpr std::string_view k_licence_end = "____cpack__here_doc____";

// SHA-256 of the script with all that is filled in left out. Each is what the named versions of
// CPack write; a version that changes its script adds a row here.
constexpr std::array<std::string_view, 2> k_known_scripts{
    "bf77033488a974cb19e514195500712fff3711beea14e2337892ac43ed20093d", // 3.25.1, 3.29.3, 3.31.1
    "2454f240ad0a81dc36fed290152bdb91782c2e17046ae72ea050052d79d3f128", // 4.3.1
};

// No control characters, but for those of a text file: they would steer a terminal, and begin gzip
// data that somebody who looks for its magic number takes for the payload.
bool is_text(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7F) || c == '\t' || c == '\r' || c == '\f';
  });
}

// Nothing that a shell would expand, that would end the string it stands in, or that would unpack
// the payload somewhere above the folder that the user chose.
bool harmless(std::string_view value) {
  return value.find_first_of("`$\"\\\n") == std::string_view::npos &&
         value.find("..") == std::string_view::npos;
}

bool is_filled(std::string_view line, const FilledLine& form) {
  return line.size() >= form.before.size() + form.after.size() && line.starts_with(form.before) &&
         line.ends_with(form.after) &&
         harmless(
             line.substr(form.before.size(), line.size() - form.before.size() - form.after.size()));
}

// The line that feeds the payload to tar, from the line with the number it names on.
bool is_tail_line(std::string_view line) {
  return line.starts_with(k_tail_line.before) &&
         line.find(k_tail_line.after) != std::string_view::npos;
}

// Appends `line` without what CPack filled in.
void append_normalised(std::string& script, std::string_view line) {
  const auto form =
      std::find_if(k_filled_lines.begin(), k_filled_lines.end(),
                   [&](const FilledLine& candidate) { return is_filled(line, candidate); });
  if (form != k_filled_lines.end()) {
    script.append(form->before).append("@").append(form->after);
  } else if (is_tail_line(line)) {
    const std::size_t problem = line.find(k_problem.before);
    const bool known =
        problem != std::string_view::npos && is_filled(line.substr(problem), k_problem);
    const std::size_t number_end = line.find(' ', k_tail_line.before.size());
    script.append(k_tail_line.before).append("@");
    script.append(line.substr(number_end, known ? problem - number_end : std::string_view::npos));
  } else {
    script.append(line);
  }
  script += '\n';
}

} // namespace

std::optional<StgzScript> parse_stgz_script(std::string_view head) {
  if (!head.starts_with("#!/bin/sh\n")) return std::nullopt;
  std::string normalised;
  std::uint64_t payload_line = 0;
  std::size_t position = 0;
  bool in_licence = false;
  for (std::uint64_t number = 1; payload_line == 0 || number < payload_line; ++number) {
    const std::size_t newline = head.find('\n', position);
    if (newline == std::string_view::npos) return std::nullopt;
    const std::string_view line = head.substr(position, newline - position);
    position = newline + 1;
    if (in_licence && line == k_licence_end) in_licence = false;
    if (!is_text(line)) return std::nullopt;
    if (in_licence) continue;
    in_licence = line == k_licence_begin;
    append_normalised(normalised, line);
    if (payload_line == 0 && is_tail_line(line)) {
      const std::string_view digits = line.substr(k_tail_line.before.size());
      std::from_chars(digits.data(), digits.data() + digits.size(), payload_line);
      if (payload_line <= number) return std::nullopt;
    }
  }
  const std::string digest = base::to_hex(base::sha256(normalised));
  const bool known =
      std::find(k_known_scripts.begin(), k_known_scripts.end(), digest) != k_known_scripts.end();
  return StgzScript{position, known};
}

} // namespace package_audit::formats::stgz
