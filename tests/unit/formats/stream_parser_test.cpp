#include "formats/fault.hpp"
#include "formats/stream_parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::formats {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;

// Headers of two bytes, a name and the size of the content, which is padded to a multiple of four.
class TestParser final : public StreamParser {
public:
  TestParser() { expect(Piece::buffered, 2); }

  void finish() override {
    if (state_ != State::header || received() != 0) damaged("cut off");
  }

private:
  enum class State { header, content, padding };

  void complete(std::string_view bytes) override {
    switch (state_) {
    case State::header:
      add_member(
          {.name = std::string(bytes.substr(0, 1)), .size = static_cast<std::uint64_t>(bytes[1])});
      state_ = State::content;
      return expect(Piece::content, static_cast<std::uint64_t>(bytes[1]));
    case State::content:
      EXPECT_EQ(bytes, "");
      state_ = State::padding;
      return expect(Piece::zeros, padding(piece_end(), 4));
    case State::padding:
      EXPECT_EQ(bytes, "");
      state_ = State::header;
      return expect(Piece::buffered, 2);
    }
  }
  [[noreturn]] void fail_padding() override { unexpected_bytes("padding"); }

  State state_ = State::header;
};

void feed(TestParser& parser, std::string_view text, std::size_t block_size) {
  for (std::size_t at = 0; at < text.size(); at += block_size)
    parser.feed(base::as_bytes(text.substr(at, block_size)));
}

std::vector<std::string> names(TestParser& parser) {
  std::vector<std::string> result;
  while (const auto member = parser.take())
    result.push_back(member->name);
  return result;
}

// A with 5 bytes and a padding of 1, B without content, C with 2 bytes and no padding.
constexpr std::string_view k_archive = "A\5.....\0B\0\0\0C\2.."sv;

TEST(StreamParser, TakesBlocksOfAnySize) {
  for (std::size_t block_size = 1; block_size <= k_archive.size(); ++block_size) {
    TestParser parser;
    feed(parser, k_archive, block_size);
    parser.finish();
    EXPECT_THAT(names(parser), ElementsAre("A", "B", "C")) << block_size;
    EXPECT_EQ(parser.valid_size(), k_archive.size()) << block_size;
  }
}

TEST(StreamParser, HasMembersAsSoonAsTheirHeadersAreFed) {
  TestParser parser;
  parser.feed(base::as_bytes("A"));
  EXPECT_FALSE(parser.take());
  parser.feed(base::as_bytes("\5"));
  EXPECT_EQ(parser.take().value_or(ParsedMember{}).size, 5U);
  EXPECT_FALSE(parser.take());
}

TEST(StreamParser, CountsContentAsValidButNoIncompleteHeader) {
  TestParser parser;
  parser.feed(base::as_bytes("A"));
  EXPECT_EQ(parser.valid_size(), 0U);
  parser.feed(base::as_bytes("\5..."));
  EXPECT_EQ(parser.valid_size(), 5U);
  EXPECT_THROW(parser.finish(), ReadFault);
}

TEST(StreamParser, RequiresZerosInPadding) {
  for (const std::size_t block_size : {1, 3, 100}) {
    TestParser parser;
    EXPECT_THROW(feed(parser, "A\1.xB\1.x"sv, block_size), ReadFault);
    EXPECT_EQ(parser.valid_size(), 3U) << block_size;
    EXPECT_THAT(names(parser), ElementsAre("A"));
  }
}

} // namespace
} // namespace package_audit::formats
