#pragma once

#include "formats.hpp"

#include <compare>
#include <string>
#include <vector>

namespace package_audit::proof {

// The attributes of a member that every reader reports.
struct Item {
  // Without the slash behind a folder's.
  std::string name{};
  bool folder = false;
  // Of a file; 0 for all else.
  std::uint64_t size = 0;

  auto operator<=>(const Item&) const = default;
};

struct Listing {
  std::string reader{};
  // It names members and ends as if all were well.
  bool lists = false;
  // It unpacks all of them, too, without an error.
  bool reads = false;
  // Sorted by name.
  std::vector<Item> items{};
};

Listing list_with_us(const std::string& file);

// Everybody else who reads the format. `python` is what list_with_python() said.
std::vector<Listing> list_with_others(const Mutant& mutant, const std::string& file,
                                      Listing python);

// One process for all, because it takes long to start. In the order of `files`, which are all of
// one format.
std::vector<Listing> list_with_python(Format format, const std::vector<std::string>& files);

std::string describe(const Listing& listing);

} // namespace package_audit::proof
