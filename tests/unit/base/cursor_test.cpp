#include "base/cursor.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace package_audit::base {
namespace {

using namespace std::string_view_literals;

struct CutOff {
  std::size_t position;
};

struct ThrowCutOff {
  [[noreturn]] void operator()(std::size_t position) const { throw CutOff{position}; }
};

using TestCursor = Cursor<ThrowCutOff>;

TestCursor over(std::string_view text) {
  return TestCursor(as_bytes(text));
}

template <typename Read>
std::size_t failure_position(Read read) {
  try {
    read();
  } catch (const CutOff& cut) {
    return cut.position;
  }
  ADD_FAILURE() << "no failure";
  return 0;
}

TEST(Cursor, ReadsFieldsInOrder) {
  TestCursor cursor = over("\x01\x02\x03\x04\x05name\0rest"sv);
  EXPECT_EQ(cursor.byte(), 1);
  EXPECT_EQ(cursor.little_endian<std::uint16_t>(), 0x0302);
  EXPECT_EQ(cursor.number(2, std::endian::big), 0x0405U);
  EXPECT_EQ(cursor.position(), 5U);
  EXPECT_EQ(cursor.take_c_string(), "name");
  EXPECT_EQ(cursor.left(), 4U);
  EXPECT_FALSE(cursor.at_end());
  EXPECT_EQ(cursor.take_text(4), "rest");
  EXPECT_TRUE(cursor.at_end());
  EXPECT_EQ(cursor.take(0).size(), 0U);
}

TEST(Cursor, ReportsWhereAFieldIsCutOff) {
  TestCursor cursor = over("abc");
  static_cast<void>(cursor.take(1));
  EXPECT_EQ(failure_position([&] { static_cast<void>(cursor.take(3)); }), 1U);
  EXPECT_EQ(failure_position(
                [&] { static_cast<void>(cursor.take(std::numeric_limits<std::uint64_t>::max())); }),
            1U);
  EXPECT_EQ(failure_position([&] { static_cast<void>(cursor.little_endian<std::uint32_t>()); }),
            1U);
  EXPECT_EQ(failure_position([&] { static_cast<void>(cursor.take_c_string()); }), 1U);
  EXPECT_EQ(cursor.take_text(2), "bc");
  EXPECT_EQ(failure_position([&] { static_cast<void>(cursor.byte()); }), 3U);
}

} // namespace
} // namespace package_audit::base
