#include "base/byte_queue.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace package_audit::base {
namespace {

void push(ByteQueue& queue, std::string_view text) {
  queue.push(std::as_bytes(std::span(text)));
}

std::string pop(ByteQueue& queue) {
  const std::span<const std::byte> bytes = queue.pop();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(ByteQueue, CarriesContentsOneAfterTheOther) {
  ByteQueue queue(ByteQueue::k_block_size);
  push(queue, "one");
  queue.end_content();
  queue.end_content();
  push(queue, "two");
  push(queue, "three");
  queue.end_content();
  push(queue, "four");
  queue.close();
  for (const char* text : {"one", "", "", "twothree", "", "four", "", ""})
    EXPECT_EQ(pop(queue), text);
}

TEST(ByteQueue, CarriesContentsThatCrossBlocks) {
  ByteQueue queue(4 * ByteQueue::k_block_size);
  const std::string content(ByteQueue::k_block_size + 10, 'x');
  for (int i = 0; i < 2; ++i) {
    push(queue, content);
    queue.end_content();
  }
  queue.close();
  for (int i = 0; i < 2; ++i) {
    std::string whole;
    for (std::string part = pop(queue); !part.empty(); part = pop(queue))
      whole += part;
    EXPECT_EQ(whole, content);
  }
  EXPECT_EQ(pop(queue), "");
}

TEST(ByteQueue, CarriesManyEmptyContents) {
  ByteQueue queue(8 * ByteQueue::k_block_size);
  for (int i = 0; i < 5000; ++i)
    queue.end_content();
  push(queue, "behind");
  queue.close();
  for (int i = 0; i < 5000; ++i)
    ASSERT_EQ(pop(queue), "");
  EXPECT_EQ(pop(queue), "behind");
}

TEST(ByteQueue, ThrowsTheFaultBehindWhatCameBefore) {
  ByteQueue queue(1000);
  push(queue, "one");
  queue.fail(std::make_exception_ptr(std::runtime_error("cut")));
  EXPECT_EQ(pop(queue), "one");
  EXPECT_THROW(queue.pop(), std::runtime_error);
  EXPECT_THROW(queue.pop(), std::runtime_error);
}

TEST(ByteQueue, CarriesMoreThanItHolds) {
  ByteQueue queue(1);
  std::thread producer([&] {
    for (int i = 0; i < 2000; ++i)
      push(queue, std::string(1000, static_cast<char>('a' + i % 26)));
    queue.close();
  });
  std::string all;
  for (std::string part = pop(queue); !part.empty(); part = pop(queue))
    all += part;
  producer.join();
  ASSERT_EQ(all.size(), 2'000'000U);
  for (std::size_t i = 0; i < all.size(); i += 1000)
    ASSERT_EQ(all[i], static_cast<char>('a' + i / 1000 % 26));
}

TEST(ByteQueue, StopsAProducerWithoutAConsumer) {
  ByteQueue queue(1);
  bool is_cancelled = false;
  std::thread producer([&] {
    try {
      while (true)
        push(queue, std::string(1000, 'x'));
    } catch (const Cancelled&) {
      is_cancelled = true;
    }
    // Waits for nobody.
    queue.fail(std::make_exception_ptr(std::runtime_error("cut")));
  });
  EXPECT_FALSE(queue.pop().empty());
  queue.cancel();
  producer.join();
  EXPECT_TRUE(is_cancelled);
}

} // namespace
} // namespace package_audit::base
