#pragma once

#include "content/head_tail_buffer.hpp"
#include "model/fact.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::content {

// Thrown inside a structure reader that cannot go on. The reader catches it and turns it into the
// fact unread_structure, so that earlier facts stay.
struct StructureError {
  // "its section table is cut off"
  std::string reason{};
  std::uint64_t offset = 0;
};

// Appends a fact; one of the same kind and subject as an earlier one adds to that one's count.
void add_fact(std::vector<Fact>& facts, Fact fact);

void add_unread_structure(std::vector<Fact>& facts, std::string_view format,
                          const StructureError& error);

// Appends the fact trailing_data when bytes follow `end`. Zeros are padding; bytes that are not
// buffered are not.
void add_trailing_data(std::vector<Fact>& facts, std::string_view format,
                       const HeadTailBuffer& bytes, std::uint64_t end);

// At most 1024 bytes of a text from the content, for Fact::detail and Fact::subject.
std::string truncated(std::string_view text);

// Makes one fact of all sections of a kind. Its subject is the first section whose name ends with
// `preferred_suffix`, or else the first section.
class SectionCounter {
public:
  explicit SectionCounter(FactKind kind, std::string_view preferred_suffix = {})
      : kind_(kind), preferred_suffix_(preferred_suffix) {}

  // `name` must be valid until report().
  void add(std::string_view name, std::uint64_t offset);
  void report(std::vector<Fact>& facts) const;

private:
  bool is_preferred(std::string_view name) const {
    return !preferred_suffix_.empty() && name.ends_with(preferred_suffix_);
  }

  FactKind kind_;
  std::string_view preferred_suffix_;
  std::string_view name_;
  std::uint64_t offset_ = 0;
  std::uint32_t count_ = 0;
};

// Suffix of the main section of debug information in every format with DWARF.
inline constexpr std::string_view k_debug_info_suffix = "debug_info";

} // namespace package_audit::content
