#include "base/unicode.hpp"

#include "base/path.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <utf8proc.h>

namespace package_audit::base {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) >= 0; });
}

const utf8proc_uint8_t* data_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

bool has_too_many_marks(std::string_view text) {
  int marks = 0;
  while (!text.empty() && marks <= k_max_marks) {
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(data_of(text), static_cast<utf8proc_ssize_t>(text.size()), &character);
    marks = utf8proc_get_property(character)->combining_class == 0 ? 0 : marks + 1;
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return marks > k_max_marks;
}

// Appends the mapped form of valid UTF-8. `form` is one of UTF8PROC_COMPOSE and UTF8PROC_DECOMPOSE.
void append_mapped(std::string& mapped, std::string_view text, unsigned form, unsigned folding) {
  const unsigned options = has_too_many_marks(text) ? folding : form | folding | UTF8PROC_STABLE;
  utf8proc_uint8_t* buffer = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(data_of(text), static_cast<utf8proc_ssize_t>(text.size()), &buffer,
                   static_cast<utf8proc_option_t>(options));
  // Valid text of the size of a name has no other error.
  if (size < 0) throw std::bad_alloc();
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(buffer, std::free);
  mapped.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
}

std::string map(std::string_view text, unsigned form, unsigned folding) {
  std::string mapped;
  mapped.reserve(text.size());
  while (!text.empty()) {
    const std::size_t valid = std::min(find_invalid_utf8(text), text.size());
    if (valid > 0) append_mapped(mapped, text.substr(0, valid), form, folding);
    mapped += text.substr(valid, 1);
    text.remove_prefix(std::min(valid + 1, text.size()));
  }
  return mapped;
}

} // namespace

std::string compose(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return map(text, UTF8PROC_COMPOSE, 0);
}

std::string fold_case(std::string_view text) {
  if (is_ascii(text)) return to_lower(text);
  return map(text, UTF8PROC_DECOMPOSE, UTF8PROC_CASEFOLD);
}

} // namespace package_audit::base
