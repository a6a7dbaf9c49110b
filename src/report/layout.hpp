#pragma once

#include "model/artifact.hpp"
#include "model/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace package_audit::report {

// Columns that printable() text takes, counting a code point as one.
std::size_t display_width(std::string_view text);

// Breaks `text` at spaces so that no line is longer than `width` columns where a word allows it;
// every line after the first begins with `indent` spaces. `text` begins at column `indent`.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

// The path as reports show it: escaped, "/" behind a folder, " -> target" behind a link.
std::string shown_path(const Entry& entry);

// The member's name, where the path alone does not tell it; else empty.
std::string shown_member(const Entry& entry);

// A policy as the user named it; without its folder where that would name one of the machine.
std::string shown_policy(std::string_view file);

// "package-audit.json:7:5".
std::string shown_location(const Location& location);

// "CMakeLists.txt:12 install(DIRECTORY)".
std::string shown_rule(const InstallRule& rule);

// "tar.gz, 1.2 MiB, 34 entries".
std::string shown_artifact(const Artifact& artifact);

} // namespace package_audit::report
