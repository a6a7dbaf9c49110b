#include "formats/stgz/script.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace package_audit::formats::stgz {

namespace {

// A line of CPack's template with a placeholder between prefix and suffix.
struct TemplateLine {
  std::string_view prefix;
  std::string_view suffix;
};

constexpr std::array k_template_lines{
    TemplateLine{"  --include-subdir  include the ", " subdirectory"},
    TemplateLine{"  --exclude-subdir  exclude the ", " subdirectory"},
    TemplateLine{"  echo \"", "\""},
    TemplateLine{"    echo \"By default the ", " will be installed in:\""},
    TemplateLine{"    echo \"  \\\"${toplevel}/", "\\\"\""},
    TemplateLine{"    echo \"Do you want to include the subdirectory ", "?\""},
    TemplateLine{"  toplevel=\"${toplevel}/", "\""},
};

// "tail $use_new_tail_syntax +155 "$0" | gunzip | …"
constexpr TemplateLine k_tail_line{"tail $use_new_tail_syntax +", " \"$0\" | gunzip | "};
constexpr TemplateLine k_error_line{"cpack_echo_exit \"Problem unpacking the ", "\""};

constexpr std::string_view k_license_begin = "    more << '____cpack__here_doc____'";
constexpr std::string_view k_license_end = "____cpack__here_doc____";

// SHA-256 of the scripts of these versions of CPack, without the inserted values. A version that
// changes its script needs a new row.
constexpr std::array<std::string_view, 2> k_known_digests{
    "bf77033488a974cb19e514195500712fff3711beea14e2337892ac43ed20093d", // 3.25.1, 3.29.3, 3.31.1
    "2454f240ad0a81dc36fed290152bdb91782c2e17046ae72ea050052d79d3f128", // 4.3.1
};

// Only the control characters of a text file. Others could control a terminal, or be a magic number
// of gzip, which some unpackers search for instead of the payload's line.
bool is_text(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7F) || c == '\t' || c == '\r' || c == '\f';
  });
}

// No shell expansion, no end of the quoted string, and no path above the directory that the user
// chose.
bool is_harmless(std::string_view value) {
  return value.find_first_of("`$\"\\\n") == std::string_view::npos &&
         value.find("..") == std::string_view::npos;
}

bool matches(std::string_view line, const TemplateLine& form) {
  return line.size() >= form.prefix.size() + form.suffix.size() && line.starts_with(form.prefix) &&
         line.ends_with(form.suffix) &&
         is_harmless(line.substr(form.prefix.size(),
                                 line.size() - form.prefix.size() - form.suffix.size()));
}

// The line that pipes the payload to tar; the payload starts at the line number in it.
bool is_tail_line(std::string_view line) {
  return line.starts_with(k_tail_line.prefix) &&
         line.find(k_tail_line.suffix) != std::string_view::npos;
}

// Appends `line` with "@" for an inserted value.
void append_normalized(std::string& script, std::string_view line) {
  const auto form =
      std::find_if(k_template_lines.begin(), k_template_lines.end(),
                   [&](const TemplateLine& candidate) { return matches(line, candidate); });
  if (form != k_template_lines.end()) {
    script.append(form->prefix).append("@").append(form->suffix);
  } else if (is_tail_line(line)) {
    const std::size_t problem = line.find(k_error_line.prefix);
    const bool is_known =
        problem != std::string_view::npos && matches(line.substr(problem), k_error_line);
    const std::size_t number_end = line.find(' ', k_tail_line.prefix.size());
    script.append(k_tail_line.prefix).append("@");
    script.append(
        line.substr(number_end, is_known ? problem - number_end : std::string_view::npos));
  } else {
    script.append(line);
  }
  script += '\n';
}

} // namespace

std::optional<Script> parse_script(std::string_view head) {
  if (!head.starts_with("#!/bin/sh\n")) return std::nullopt;
  std::string normalized;
  std::uint64_t payload_line = 0;
  std::size_t position = 0;
  bool in_license = false;
  for (std::uint64_t number = 1; payload_line == 0 || number < payload_line; ++number) {
    const std::size_t newline = head.find('\n', position);
    if (newline == std::string_view::npos) return std::nullopt;
    const std::string_view line = head.substr(position, newline - position);
    position = newline + 1;
    if (in_license && line == k_license_end) in_license = false;
    if (!is_text(line)) return std::nullopt;
    if (in_license) continue;
    in_license = line == k_license_begin;
    append_normalized(normalized, line);
    if (payload_line == 0 && is_tail_line(line)) {
      const std::string_view digits = line.substr(k_tail_line.prefix.size());
      std::from_chars(digits.data(), digits.data() + digits.size(), payload_line);
      if (payload_line <= number) return std::nullopt;
    }
  }
  const std::string digest = base::to_hex(base::sha256(normalized));
  const bool is_known =
      std::find(k_known_digests.begin(), k_known_digests.end(), digest) != k_known_digests.end();
  return Script{position, is_known};
}

} // namespace package_audit::formats::stgz
