#pragma once

#include "content/kept_bytes.hpp"
#include "model/fact.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::content {

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

// One fact for all sections of a kind, under the name of the most telling one: the first whose name
// ends as `telling` does, or else the first.
class SectionTally {
public:
  explicit SectionTally(FactKind kind, std::string_view telling = {})
      : kind_(kind), telling_(telling) {}

  // `name` has to stay until report().
  void count(std::string_view name, std::uint64_t offset);
  void report(std::vector<Fact>& facts) const;

private:
  bool is_telling(std::string_view name) const {
    return !telling_.empty() && name.ends_with(telling_);
  }

  FactKind kind_;
  std::string_view telling_;
  std::string_view name_;
  std::uint64_t offset_ = 0;
  std::uint32_t count_ = 0;
};

// The end of the name that tells debug information best, in every format that has DWARF.
inline constexpr std::string_view k_telling_debug_info = "debug_info";

} // namespace package_audit::content
