#pragma once

#include "content/structure.hpp"
#include "model/fact.hpp"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace package_audit::structure_test {

content::HeadTailBuffer buffered(std::string_view content);

// The facts that read_structure() finds in the content.
std::vector<Fact> facts_of(std::string_view content);

// "debug-info .debug_info x6: detail", one for each fact; without count when it is one, and
// without detail when there is none.
std::vector<std::string> described(std::string_view content);

// The bytes of the file `out` that a shell command leaves in a folder with `acme.c`, a library of a
// function and `main.c`, a program that needs it. Throws when the command fails.
std::string built_file(const std::string& command);

// Reads the content cut at every byte and with every byte flipped. The result must be facts or
// nothing.
void expect_survives_damage(const std::string& content);

} // namespace package_audit::structure_test
