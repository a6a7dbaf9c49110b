#include "base/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace package_audit::base {
namespace {

// By value, for what does not need its memory back.
template <typename T>
void push(BoundedQueue<T>& queue, T value) {
  queue.push(value);
}

std::vector<int> pop_all(BoundedQueue<int>& queue) {
  std::vector<int> values;
  for (int value = 0; queue.pop(value);)
    values.push_back(value);
  return values;
}

std::vector<int> numbers(int count) {
  std::vector<int> result;
  for (int i = 0; i < count; ++i)
    result.push_back(i);
  return result;
}

// Time for another thread to do what it must not do.
void wait_a_little() {
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

TEST(BoundedQueue, KeepsTheOrder) {
  BoundedQueue<int> queue(3);
  for (int i = 0; i < 3; ++i)
    push(queue, i);
  queue.close();
  EXPECT_EQ(pop_all(queue), numbers(3));
  int value = 7;
  EXPECT_FALSE(queue.pop(value));
  EXPECT_EQ(value, 7);
}

TEST(BoundedQueue, CarriesMoreThanItHolds) {
  for (const std::size_t capacity : {1UL, 2UL, 7UL}) {
    BoundedQueue<int> queue(capacity);
    std::thread producer([&] {
      for (int i = 0; i < 20'000; ++i)
        push(queue, i);
      queue.close();
    });
    const std::vector<int> values = pop_all(queue);
    producer.join();
    EXPECT_EQ(values, numbers(20'000)) << capacity;
  }
}

TEST(BoundedQueue, HoldsNoMoreThanItsCapacity) {
  BoundedQueue<int> queue(2);
  std::atomic<int> pushed = 0;
  std::thread producer([&] {
    for (int i = 0; i < 5; ++i) {
      push(queue, i);
      ++pushed;
    }
    queue.close();
  });
  while (pushed < 2)
    std::this_thread::yield();
  wait_a_little();
  EXPECT_EQ(pushed, 2);
  EXPECT_EQ(pop_all(queue), numbers(5));
  producer.join();
}

TEST(BoundedQueue, ReturnsConsumedValuesToTheProducer) {
  BoundedQueue<std::string> queue(2);
  std::string produced = "first";
  queue.push(produced);
  EXPECT_EQ(produced, "");
  std::string consumed = "spent";
  ASSERT_TRUE(queue.pop(consumed));
  EXPECT_EQ(consumed, "first");
  push<std::string>(queue, "second");
  queue.push(produced);
  EXPECT_EQ(produced, "spent");
}

TEST(BoundedQueue, ThrowsAFaultBehindTheLastValue) {
  BoundedQueue<int> queue(2);
  push(queue, 1);
  queue.fail(std::make_exception_ptr(std::runtime_error("cut")));
  int value = 0;
  ASSERT_TRUE(queue.pop(value));
  EXPECT_EQ(value, 1);
  EXPECT_THROW(queue.pop(value), std::runtime_error);
  EXPECT_THROW(queue.pop(value), std::runtime_error);
}

TEST(BoundedQueue, CancelEndsAWaitingProducer) {
  BoundedQueue<int> queue(1);
  std::atomic<bool> is_cancelled = false;
  std::thread producer([&] {
    try {
      while (true)
        push(queue, 1);
    } catch (const Cancelled&) {
      is_cancelled = true;
    }
  });
  wait_a_little();
  EXPECT_FALSE(is_cancelled);
  queue.cancel();
  producer.join();
  EXPECT_TRUE(is_cancelled);
}

TEST(BoundedQueue, CancelEndsAWaitingConsumer) {
  BoundedQueue<int> queue(1);
  std::thread canceller([&] {
    wait_a_little();
    queue.cancel();
  });
  int value = 0;
  EXPECT_THROW(queue.pop(value), Cancelled);
  canceller.join();
}

TEST(Fill, ClosesTheQueueBehindWhatWasProduced) {
  BoundedQueue<int> queue(4);
  fill(queue, [&] { push(queue, 0); });
  EXPECT_EQ(pop_all(queue), numbers(1));
}

TEST(Fill, PassesAnExceptionToTheConsumer) {
  BoundedQueue<int> queue(4);
  fill(queue, [&] {
    push(queue, 1);
    throw std::runtime_error("cut");
  });
  int value = 0;
  ASSERT_TRUE(queue.pop(value));
  EXPECT_THROW(queue.pop(value), std::runtime_error);
}

TEST(Fill, PassesAnExceptionFromQueueToQueue) {
  ThreadPool pool(1);
  BoundedQueue<int> first(1);
  BoundedQueue<int> second(1);
  Producer producer(first);
  ASSERT_TRUE(producer.try_start(pool, [&] {
    for (int i = 0; i < 100; ++i)
      push(first, i);
    throw std::runtime_error("cut");
  }));
  std::thread stage([&] {
    fill(second, [&] {
      for (int value = 0; first.pop(value);)
        second.push(value);
    });
  });
  std::vector<int> values;
  EXPECT_THROW(for (int value = 0; second.pop(value);) values.push_back(value), std::runtime_error);
  stage.join();
  EXPECT_EQ(values, numbers(100));
}

TEST(Producer, FillsAQueueOnAnotherThread) {
  ThreadPool pool(1);
  BoundedQueue<int> queue(2);
  Producer producer(queue);
  ASSERT_TRUE(producer.try_start(pool, [&] {
    for (int i = 0; i < 1000; ++i)
      push(queue, i);
  }));
  EXPECT_EQ(pop_all(queue), numbers(1000));
  producer.wait();
  EXPECT_TRUE(pool.has_idle());
}

TEST(Producer, IsStoppedWhenNobodyConsumes) {
  ThreadPool pool(1);
  for (int i = 0; i < 200; ++i) {
    BoundedQueue<int> queue(2);
    Producer producer(queue);
    ASSERT_TRUE(producer.try_start(pool, [&] {
      while (true)
        push(queue, 1);
    }));
    int value = 0;
    if (i % 2 == 0) {
      EXPECT_TRUE(queue.pop(value));
    }
  }
  EXPECT_TRUE(pool.has_idle());
}

TEST(Producer, NeedsAnIdleThread) {
  BoundedQueue<int> queue(1);
  Producer producer(queue);
  EXPECT_FALSE(producer.try_start(no_threads(), [&] { push(queue, 1); }));
}

} // namespace
} // namespace package_audit::base
