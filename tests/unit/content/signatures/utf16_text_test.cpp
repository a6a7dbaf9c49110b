#include "content/signatures/utf16_text.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace package_audit::content::signatures {
namespace {

using namespace std::string_literals;

std::string widened(const std::string& text) {
  std::string wide;
  for (const char c : text) {
    wide += c;
    wide += '\0';
  }
  return wide;
}

TEST(Utf16Text, FindsTextAtEvenAndOddOffsets) {
  for (std::size_t before = 0; before < 200; ++before) {
    Utf16Text wide;
    wide.collect(std::string(before, 'x') + "\0\0"s + widened("key=\xE9") + "x"s);
    ASSERT_EQ(wide.text(), "key=\xE9\0"s) << before;
    EXPECT_EQ(wide.offset_of(0), before + 2);
    EXPECT_EQ(wide.offset_of(4), before + 10);
  }
}

TEST(Utf16Text, TakesNoOtherBytes) {
  Utf16Text wide;
  for (const std::string& bytes :
       {""s, "a"s, std::string(1000, 'a'), std::string(1000, '\0'), "a\0b\0cd"s, widened("ab")}) {
    wide.collect(bytes);
    EXPECT_EQ(wide.text(), "");
  }
}

TEST(Utf16Text, TakesLongRunsAndSeveral) {
  Utf16Text wide;
  wide.collect(widened(std::string(500, 'a')) + "xx" + widened("bcd") + std::string(70, '\0') +
               widened("efg"));
  EXPECT_EQ(wide.text(), std::string(500, 'a') + "\0bcd\0efg\0"s);
  EXPECT_EQ(wide.offset_of(499), 998U);
  // A character and the zero behind it belong to whatever they look like.
  EXPECT_EQ(wide.offset_of(501), 1002U);
  EXPECT_EQ(wide.offset_of(505), 1078U);
}

// Character by character, as the definition says.
std::string slowly(const std::string& bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) {
    std::string run;
    std::size_t end = at;
    for (; end + 1 < bytes.size() && bytes[end] != '\0' && bytes[end + 1] == '\0'; end += 2)
      run += bytes[end];
    if (run.size() >= 3) {
      text += run + '\0';
      at = end;
    } else {
      ++at;
    }
  }
  return text;
}

TEST(Utf16Text, IsWhatTheDefinitionSays) {
  std::mt19937 random(1);
  std::bernoulli_distribution is_zero(0.5);
  for (int round = 0; round < 1000; ++round) {
    std::string bytes(random() % 300, 'x');
    for (char& byte : bytes)
      if (is_zero(random)) byte = '\0';
    Utf16Text wide;
    wide.collect(bytes);
    ASSERT_EQ(wide.text(), slowly(bytes)) << round;
  }
}

} // namespace
} // namespace package_audit::content::signatures
