#include "content/head_tail_buffer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::content {
namespace {

// The number of its position, so that any piece tells where it came from.
std::string numbered(std::size_t size) {
  std::string text;
  text.reserve(size + 8);
  for (std::size_t i = 0; text.size() < size; i += 8) {
    std::string number = std::to_string(i + 10'000'000);
    text += number.substr(0, 8);
  }
  text.resize(size);
  return text;
}

HeadTailBuffer kept(const std::string& content, std::size_t block_size) {
  HeadTailBuffer bytes;
  for (std::size_t i = 0; i < content.size(); i += block_size) {
    const std::string_view block = std::string_view(content).substr(i, block_size);
    bytes.append(std::as_bytes(std::span(block)));
  }
  return bytes;
}

TEST(HeadTailBuffer, KeepsASmallFileWhole) {
  const HeadTailBuffer bytes = kept("content", 2);
  EXPECT_TRUE(bytes.is_whole());
  EXPECT_EQ(bytes.size(), 7U);
  EXPECT_EQ(bytes.at(0, 7), "content");
  EXPECT_EQ(bytes.at(3, 2), "te");
  EXPECT_EQ(bytes.at(7, 0), "");
  EXPECT_FALSE(bytes.at(7, 1));
  EXPECT_FALSE(bytes.at(8, 0));
  EXPECT_FALSE(bytes.at(1, UINT64_MAX));
}

TEST(HeadTailBuffer, KeepsTheStartAndTheEndOfALargeFile) {
  constexpr std::size_t k_size = 3 * HeadTailBuffer::k_head_size;
  const std::string content = numbered(k_size);
  const std::string_view all = content;
  for (const std::size_t block_size : {std::size_t{4096}, std::size_t{5 << 20}, k_size}) {
    const HeadTailBuffer bytes = kept(content, block_size);
    EXPECT_FALSE(bytes.is_whole());
    EXPECT_EQ(bytes.size(), k_size);
    EXPECT_EQ(bytes.at(0, HeadTailBuffer::k_head_size), all.substr(0, HeadTailBuffer::k_head_size));
    EXPECT_EQ(bytes.at(k_size - HeadTailBuffer::k_tail_size, HeadTailBuffer::k_tail_size),
              all.substr(k_size - HeadTailBuffer::k_tail_size));
    EXPECT_FALSE(bytes.at(HeadTailBuffer::k_head_size + 1, 1)) << block_size;
    EXPECT_FALSE(bytes.at(HeadTailBuffer::k_head_size - 1, k_size - HeadTailBuffer::k_head_size));
  }
}

TEST(HeadTailBuffer, ReadsAcrossTheEndOfTheHead) {
  const std::string content =
      numbered(HeadTailBuffer::k_head_size + HeadTailBuffer::k_tail_size / 2);
  const HeadTailBuffer bytes = kept(content, 1 << 20);
  EXPECT_EQ(bytes.at(HeadTailBuffer::k_head_size - 5, 10),
            std::string_view(content).substr(HeadTailBuffer::k_head_size - 5, 10));
}

} // namespace
} // namespace package_audit::content
