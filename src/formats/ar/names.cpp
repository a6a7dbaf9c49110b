#include "formats/ar/names.hpp"

#include "base/head.hpp"
#include "formats/fault.hpp"

#include <charconv>

namespace package_audit::formats::ar {

namespace {

constexpr std::string_view k_ends("\n\0", 2);

// The number that follows `prefix` in a reference, all digits.
std::uint64_t number_behind(std::string_view prefix, const std::string& reference) {
  std::uint64_t number = 0;
  const char* const end = reference.data() + reference.size();
  const auto [stop, error] = std::from_chars(reference.data() + prefix.size(), end, number);
  if (error != std::errc() || stop != end) {
    throw ReadFault(AnomalyKind::damaged, "an ar member's long name is not to be found", reference);
  }
  return number;
}

} // namespace

void ArNameTable::read(base::ByteSource& source, std::uint64_t begin, std::uint64_t end,
                       const Limits& limits) {
  if (seen_) throw ReadFault(AnomalyKind::ambiguous, "a second table of names", "//");
  seen_ = true;
  if (end - begin > limits.nested_size) {
    throw ReadFault(AnomalyKind::limit, limit_message(&Limits::nested_size, limits), "//");
  }
  table_ = base::read_range(source, begin, static_cast<std::size_t>(end - begin));
}

std::string ArNameTable::name_at(const std::string& reference) {
  const std::uint64_t begin = number_behind("/", reference);
  const bool starts_a_name =
      begin < table_.size() &&
      (begin == 0 ||
       k_ends.find(table_[static_cast<std::size_t>(begin) - 1]) != std::string_view::npos);
  const std::size_t end = starts_a_name
                              ? table_.find_first_of(k_ends, static_cast<std::size_t>(begin))
                              : std::string::npos;
  if (end == std::string::npos) {
    throw ReadFault(AnomalyKind::damaged, "an ar member's long name is not to be found", reference);
  }
  used_.insert(static_cast<std::size_t>(begin));
  std::string name = table_.substr(static_cast<std::size_t>(begin), end - begin);
  if (name.ends_with('/')) name.pop_back();
  return name;
}

void ArNameTable::expect_all_used() const {
  std::size_t position = 0;
  for (const std::size_t begin : used_) {
    if (begin != position) break;
    position = table_.find_first_of(k_ends, begin) + 1;
  }
  // What is left may only be the newline that makes the table's size even.
  if (position < table_.size() && std::string_view(table_).substr(position) != "\n") {
    throw ReadFault(AnomalyKind::unexpected_bytes, "holds names that no member has", "//");
  }
}

std::string take_bsd_name(base::ByteSource& source, const std::string& reference,
                          std::uint64_t& begin, std::uint64_t end, const Limits& limits) {
  const std::uint64_t length = number_behind("#1/", reference);
  if (length > end - begin) {
    throw ReadFault(AnomalyKind::damaged, "an ar member is shorter than its name", reference);
  }
  if (length > limits.path_length) {
    throw ReadFault(AnomalyKind::limit, limit_message(&Limits::path_length, limits), reference);
  }
  std::string name = base::read_range(source, begin, static_cast<std::size_t>(length));
  begin += length;
  name.resize(name.find_last_not_of('\0') + 1);
  return name;
}

} // namespace package_audit::formats::ar
