#pragma once

#include "structure/kept_bytes.hpp"
#include <package_audit/fact.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

// Thrown where a reader cannot go on. Each reader catches it itself, so that what was found before
// stands, and no other code sees it.
struct Unread {
  // What could not be followed, and why: "its section table is cut off".
  std::string why{};
  std::uint64_t offset = 0;
};

// Counts a second thing of the same kind and subject with the first.
void add_fact(std::vector<Fact>& facts, Fact fact);

void add_unread(std::vector<Fact>& facts, std::string_view format, const Unread& unread);

// Says so when something stands behind `end`. Zeros are padding; what was not kept is not.
void add_trailing(std::vector<Fact>& facts, std::string_view format, const KeptBytes& bytes,
                  std::uint64_t end);

// Enough of a text from the content for a report.
std::string shortened(std::string_view text);

} // namespace package_audit
