#include "base/async_sink.hpp"

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

AsyncSink::Consume append_to(std::string& text) {
  return [&text](std::span<const std::byte> bytes) {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  };
}

TEST(AsyncSink, ConsumesAllInOrder) {
  ThreadPool pool(1);
  for (const std::size_t size : {0UL, 1UL, 300'000UL, 5'000'000UL}) {
    std::string text;
    for (std::size_t i = 0; text.size() < size; ++i)
      text += std::to_string(i);
    for (const std::size_t step : {1000UL, 1UL << 20}) {
      std::string consumed;
      const auto sink = AsyncSink::start(pool, append_to(consumed));
      ASSERT_NE(sink, nullptr);
      for (std::size_t at = 0; at < text.size(); at += step)
        sink->put(bytes_of(std::string_view(text).substr(at, step)));
      sink->finish();
      EXPECT_TRUE(consumed == text) << size;
    }
  }
  EXPECT_TRUE(pool.has_idle());
}

TEST(AsyncSink, ThrowsWhatTheConsumerThrows) {
  ThreadPool pool(1);
  const auto sink = AsyncSink::start(
      pool, [](std::span<const std::byte>) { throw std::runtime_error("no memory"); });
  // More than the queue holds.
  const std::string block(300'000, 'x');
  for (int i = 0; i < 20; ++i)
    sink->put(bytes_of(block));
  EXPECT_THROW(sink->finish(), std::runtime_error);
}

TEST(AsyncSink, MayBeGivenUp) {
  ThreadPool pool(1);
  for (int i = 0; i < 100; ++i) {
    std::string consumed;
    AsyncSink::start(pool, append_to(consumed))->put(bytes_of("text"));
  }
  EXPECT_TRUE(pool.has_idle());
}

TEST(AsyncSink, IsNullWithoutAnIdleThread) {
  std::string consumed;
  EXPECT_EQ(AsyncSink::start(no_threads(), append_to(consumed)), nullptr);
}

} // namespace
} // namespace package_audit::base
