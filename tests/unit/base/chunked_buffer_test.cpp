#include "base/chunked_buffer.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace package_audit::base {
namespace {

constexpr std::size_t k_chunk = std::size_t{1} << 20;

std::string sample(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    text[i] = static_cast<char>(i * 7 + i / 251);
  return text;
}

std::string read(ChunkedBuffer& buffer, std::uint64_t offset, std::size_t length) {
  std::vector<std::byte> bytes(length);
  return std::string(as_text(bytes).substr(0, buffer.read_at(offset, bytes)));
}

TEST(ChunkedBuffer, HoldsWhatIsAppendedInPartsOfAnySize) {
  const std::string text = sample(2 * k_chunk + 1000);
  for (const std::size_t part : {std::size_t{4097}, k_chunk - 1, k_chunk, 3 * k_chunk}) {
    ChunkedBuffer buffer;
    for (std::size_t at = 0; at < text.size(); at += part)
      buffer.append(as_bytes(std::string_view(text).substr(at, part)));
    EXPECT_EQ(buffer.size(), text.size());
    EXPECT_TRUE(read(buffer, 0, text.size()) == text) << part;
    EXPECT_TRUE(read(buffer, k_chunk - 10, 20) == text.substr(k_chunk - 10, 20)) << part;
  }
}

TEST(ChunkedBuffer, ReadsNothingBehindItsEnd) {
  ChunkedBuffer buffer;
  EXPECT_EQ(read(buffer, 0, 10), "");
  buffer.append(as_bytes("abc"));
  EXPECT_EQ(read(buffer, 1, 10), "bc");
  EXPECT_EQ(read(buffer, 3, 10), "");
  EXPECT_EQ(read(buffer, k_chunk, 10), "");
}

} // namespace
} // namespace package_audit::base
