#include "base/bytes_beside.hpp"

#include <gtest/gtest.h>

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace package_audit::base {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

BytesBeside::Take append_to(std::string& text) {
  return [&text](std::span<const std::byte> bytes) {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  };
}

TEST(BytesBeside, TakesAllInItsOrder) {
  ThreadPool pool(1);
  for (const std::size_t size : {0UL, 1UL, 300'000UL, 5'000'000UL}) {
    std::string text;
    for (std::size_t i = 0; text.size() < size; ++i)
      text += std::to_string(i);
    for (const std::size_t step : {1000UL, 1UL << 20}) {
      std::string taken;
      const auto beside = BytesBeside::start(pool, append_to(taken));
      ASSERT_NE(beside, nullptr);
      for (std::size_t at = 0; at < text.size(); at += step)
        beside->put(bytes_of(std::string_view(text).substr(at, step)));
      beside->finish();
      EXPECT_TRUE(taken == text) << size;
    }
  }
  EXPECT_TRUE(pool.has_idle());
}

TEST(BytesBeside, ThrowsWhatIsThrownThere) {
  ThreadPool pool(1);
  const auto beside = BytesBeside::start(
      pool, [](std::span<const std::byte>) { throw std::runtime_error("no memory"); });
  for (int i = 0; i < 100; ++i)
    beside->put(bytes_of("text"));
  EXPECT_THROW(beside->finish(), std::runtime_error);
}

TEST(BytesBeside, MayBeGivenUp) {
  ThreadPool pool(1);
  for (int i = 0; i < 100; ++i) {
    std::string taken;
    BytesBeside::start(pool, append_to(taken))->put(bytes_of("text"));
  }
  EXPECT_TRUE(pool.has_idle());
}

TEST(BytesBeside, NeedsAnIdleThread) {
  std::string taken;
  EXPECT_EQ(BytesBeside::start(no_threads(), append_to(taken)), nullptr);
}

} // namespace
} // namespace package_audit::base
