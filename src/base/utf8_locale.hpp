#pragma once

#include <locale.h>

namespace package_audit::base {

// Sets the locale of this thread to C.UTF-8 while it exists: C libraries convert names outside
// ASCII through the locale, which in "C" loses them. Throws std::bad_alloc when there is none.
class Utf8Locale {
public:
  Utf8Locale();
  ~Utf8Locale();
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

  // Loads what conversions need from disk, once for the process: a confined process cannot.
  static void preload();

private:
  locale_t previous_;
};

} // namespace package_audit::base
