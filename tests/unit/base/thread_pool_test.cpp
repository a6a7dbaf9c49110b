#include "base/thread_pool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace package_audit::base {
namespace {

using testing::Each;

TEST(ThreadPool, DoesTheWorkItselfWhenItHasNoThread) {
  ThreadPool pool;
  EXPECT_FALSE(pool.has_idle());
  std::thread::id where;
  const ThreadPool::Running running = pool.run([&] { where = std::this_thread::get_id(); });
  EXPECT_EQ(where, std::this_thread::get_id());
}

TEST(ThreadPool, HandsWorkToAThreadOfItsOwn) {
  ThreadPool pool(1);
  ASSERT_EQ(pool.size(), 1U);
  std::thread::id where;
  pool.run([&] { where = std::this_thread::get_id(); }).wait();
  EXPECT_NE(where, std::this_thread::get_id());
  EXPECT_TRUE(pool.has_idle());
}

TEST(ThreadPool, WaitsForWorkWhoseHandleGoes) {
  ThreadPool pool(1);
  for (int i = 0; i < 1000; ++i) {
    bool done = false;
    {
      ThreadPool::Running first = pool.run([&] { done = true; });
      const ThreadPool::Running second = std::move(first);
    }
    ASSERT_TRUE(done);
  }
}

TEST(ThreadPool, WaitsForNoLaterWorkOfTheSameThread) {
  ThreadPool pool(1);
  ThreadPool::Running first = pool.run([] {});
  while (!pool.has_idle())
    std::this_thread::yield();
  std::promise<void> may_end;
  const ThreadPool::Running second = pool.run([&] { may_end.get_future().wait(); });
  first.wait();
  may_end.set_value();
}

TEST(ThreadPool, DoesTheWorkItselfWhenAllThreadsAreBusy) {
  ThreadPool pool(1);
  std::atomic<bool> may_end = false;
  const ThreadPool::Running busy = pool.run([&] { may_end.wait(false); });
  EXPECT_FALSE(pool.has_idle());
  // Would never come back if it had to wait for the thread.
  pool.run([&] { may_end = true; }).wait();
  may_end.notify_all();
}

TEST(ForEachIndex, CallsForEachOnce) {
  for (const std::size_t threads : {0U, 1U, 3U}) {
    ThreadPool pool(threads);
    std::vector<int> calls(1000);
    for_each_index(pool, calls.size(), [&](std::size_t i) { ++calls[i]; });
    EXPECT_THAT(calls, Each(1));
    for_each_index(pool, 0, [](std::size_t) { FAIL(); });
  }
}

TEST(ForEachIndex, ThrowsWhatTheFirstFaultyCallThrew) {
  ThreadPool pool(2);
  for (int round = 0; round < 100; ++round) {
    std::atomic<int> calls = 0;
    try {
      for_each_index(pool, 20, [&](std::size_t i) {
        ++calls;
        if (i >= 5) throw std::runtime_error(std::to_string(i));
      });
      FAIL() << "nothing is thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "5");
    }
    EXPECT_EQ(calls, 20);
  }
}

} // namespace
} // namespace package_audit::base
