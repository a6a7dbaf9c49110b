#include "base/utf8_locale.hpp"

#include <clocale>
#include <cwchar>
#include <new>

namespace package_audit::base {

namespace {

locale_t utf8_locale() {
  static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (locale == nullptr) throw std::bad_alloc();
  return locale;
}

} // namespace

Utf8Locale::Utf8Locale() : previous_(::uselocale(utf8_locale())) {}

Utf8Locale::~Utf8Locale() {
  ::uselocale(previous_);
}

void Utf8Locale::preload() {
  const Utf8Locale locale;
  // The first conversion loads the tables for all others.
  std::mbstate_t state{};
  static_cast<void>(std::mbrtowc(nullptr, "\xC3\xA9", 2, &state));
}

} // namespace package_audit::base
