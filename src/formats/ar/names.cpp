#include "formats/ar/names.hpp"

#include "base/head.hpp"
#include "formats/fault.hpp"

#include <charconv>

namespace package_audit::formats::ar {

namespace {

constexpr std::string_view k_terminators("\n\0", 2);

// The number after `prefix` in a reference, which must be digits only.
std::uint64_t parse_number_after(std::string_view prefix, const std::string& reference) {
  std::uint64_t number = 0;
  const char* const end = reference.data() + reference.size();
  const auto [stop, error] = std::from_chars(reference.data() + prefix.size(), end, number);
  if (error != std::errc() || stop != end) {
    damaged("an ar member's long name is not to be found", reference);
  }
  return number;
}

} // namespace

void NameTable::read(base::ByteSource& source, std::uint64_t begin, std::uint64_t end,
                     const Limits& limits) {
  if (was_read_) ambiguous("a second table of names", "//");
  was_read_ = true;
  if (end - begin > limits.nested_size) {
    over_limit(&Limits::nested_size, limits, "//");
  }
  table_ = base::read_range(source, begin, static_cast<std::size_t>(end - begin));
}

std::string NameTable::name_at(const std::string& reference) {
  const std::uint64_t begin = parse_number_after("/", reference);
  const bool is_start_of_name =
      begin < table_.size() &&
      (begin == 0 ||
       k_terminators.find(table_[static_cast<std::size_t>(begin) - 1]) != std::string_view::npos);
  const std::size_t end = is_start_of_name
                              ? table_.find_first_of(k_terminators, static_cast<std::size_t>(begin))
                              : std::string::npos;
  if (end == std::string::npos) {
    damaged("an ar member's long name is not to be found", reference);
  }
  used_.insert(static_cast<std::size_t>(begin));
  std::string name = table_.substr(static_cast<std::size_t>(begin), end - begin);
  if (name.ends_with('/')) name.pop_back();
  return name;
}

void NameTable::expect_all_used() const {
  std::size_t position = 0;
  for (const std::size_t begin : used_) {
    if (begin != position) break;
    position = table_.find_first_of(k_terminators, begin) + 1;
  }
  // A last newline may make the size of the table even.
  if (position < table_.size() && std::string_view(table_).substr(position) != "\n") {
    unexpected_bytes("holds names that no member has", "//");
  }
}

std::string read_bsd_name(base::ByteSource& source, const std::string& reference,
                          std::uint64_t& begin, std::uint64_t end, const Limits& limits) {
  const std::uint64_t length = parse_number_after("#1/", reference);
  if (length > end - begin) {
    damaged("an ar member is shorter than its name", reference);
  }
  if (length > limits.path_length) {
    over_limit(&Limits::path_length, limits, reference);
  }
  std::string name = base::read_range(source, begin, static_cast<std::size_t>(length));
  begin += length;
  name.resize(name.find_last_not_of('\0') + 1);
  return name;
}

} // namespace package_audit::formats::ar
