#include "report/layout.hpp"

#include "base/path.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::report {

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    const std::size_t length = display_width(word);
    if (column > indent && column + 1 + length > width) {
      lines += '\n';
      lines.append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += length;
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return lines;
}

std::string shown_path(const Entry& entry) {
  std::string text = base::printable(entry.path);
  if (entry.type == EntryType::directory && !text.ends_with('/')) text += '/';
  if (entry.type == EntryType::symlink || entry.type == EntryType::hardlink) {
    text += fmt::format(" {} {}", entry.type == EntryType::symlink ? "->" : "=",
                        base::printable(entry.link_target));
  }
  return text;
}

std::string shown_member(const Entry& entry) {
  const auto canonical = [](std::string_view path) {
    return fmt::to_string(fmt::join(base::components(path), "/"));
  };
  const std::string member = canonical(entry.member);
  const std::string path = canonical(entry.path);
  const bool plain = path == "." || member == path ||
                     (member.ends_with(path) && member[member.size() - path.size() - 1] == '/');
  return plain ? "" : base::printable(entry.member);
}

std::string shown_policy(std::string_view file) {
  return base::printable(file.starts_with('/') ? base::base_name(file) : file);
}

std::string shown_location(const Location& location) {
  return fmt::format("{}:{}:{}", shown_policy(location.file), location.line, location.column);
}

std::string shown_rule(const InstallRule& rule) {
  return fmt::format("{}:{} {}", base::printable(rule.file), rule.line,
                     base::printable(rule.command));
}

std::string shown_artifact(const Artifact& artifact) {
  return fmt::format("{}, {}, {}", to_string(artifact.format), base::human_size(artifact.size),
                     base::count_of(artifact.entries.size(), "entry", "entries"));
}

} // namespace package_audit::report
