#include "base/utf8_locale.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <langinfo.h>
#include <string>

namespace package_audit::base {
namespace {

std::string encoding() {
  return ::nl_langinfo(CODESET);
}

TEST(Utf8Locale, LastsAsLongAsTheObject) {
  const std::string before = encoding();
  {
    const Utf8Locale locale;
    EXPECT_EQ(encoding(), "UTF-8");
    wchar_t character = 0;
    EXPECT_EQ(std::mbtowc(&character, "\xC3\xA9", 2), 2);
    EXPECT_EQ(character, L'\u00E9');
  }
  EXPECT_EQ(encoding(), before);
}

TEST(Utf8Locale, IsAsBeforeAfterPreloading) {
  const std::string before = encoding();
  Utf8Locale::preload();
  EXPECT_EQ(encoding(), before);
}

} // namespace
} // namespace package_audit::base
