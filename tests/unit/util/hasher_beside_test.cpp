#include "util/hasher_beside.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit {
namespace {

TEST(HasherBeside, HashesLikeTheOtherOne) {
  ThreadPool pool(1);
  for (const std::size_t size : {0UL, 1UL, 300'000UL, 5'000'000UL}) {
    const std::string text(size, 'x');
    for (const std::size_t step : {1000UL, 1UL << 20}) {
      const auto hasher = HasherBeside::start(pool);
      ASSERT_NE(hasher, nullptr);
      for (std::size_t at = 0; at < size; at += step)
        hasher->update(std::as_bytes(std::span(std::string_view(text).substr(at, step))));
      EXPECT_EQ(hasher->finish(), sha256(text)) << size;
    }
  }
  EXPECT_TRUE(pool.has_idle());
}

TEST(HasherBeside, MayBeGivenUp) {
  ThreadPool pool(1);
  for (int i = 0; i < 100; ++i)
    HasherBeside::start(pool)->update(std::as_bytes(std::span(std::string_view("text"))));
  EXPECT_TRUE(pool.has_idle());
}

TEST(HasherBeside, NeedsAnIdleThread) {
  EXPECT_EQ(HasherBeside::start(no_threads()), nullptr);
}

} // namespace
} // namespace package_audit
