// All implementations decompress deflate data to the same bytes, whatever the sizes of input and
// output.

#include "formats/compression/inflater.hpp"
#include "formats/detect.hpp"
#include "support/archive_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::compression {
namespace {

using namespace support;

constexpr std::size_t k_header_size = 10;
constexpr std::size_t k_everything = std::size_t{1} << 20;

struct Inflated {
  std::string plain{};
  std::size_t consumed = 0;
  bool corrupt = false;
  bool finished = false;

  bool operator==(const Inflated&) const = default;
};

void PrintTo(const Inflated& inflated, std::ostream* out) {
  *out << inflated.plain.size() << " bytes from " << inflated.consumed
       << (inflated.corrupt ? ", corrupt" : "") << (inflated.finished ? ", finished" : "");
}

// Passes `bytes` in pieces of `input_size` and room for `output_size` bytes.
Inflated inflate(Inflater& inflater, std::string_view bytes, std::size_t input_size = k_everything,
                 std::size_t output_size = k_everything) {
  Inflated result;
  std::string output(output_size, '\0');
  try {
    while (!result.finished) {
      const std::string_view piece = bytes.substr(result.consumed, input_size);
      const Decoder::Step step = inflater.advance(std::as_bytes(std::span(piece)),
                                                  std::as_writable_bytes(std::span(output)));
      result.consumed += step.consumed;
      result.plain.append(output, 0, step.produced);
      result.finished = step.finished;
      if (step.consumed == 0 && step.produced == 0) break;
    }
  } catch (const Inflater::Corrupt&) {
    result.corrupt = true;
  }
  return result;
}

std::string body_of(std::string_view plain) {
  return compress(Compression::gzip, plain).substr(k_header_size);
}

// More than the window of 32 KiB, some of it incompressible.
std::string mixed_text() {
  std::string text;
  unsigned state = 1;
  for (int i = 0; i < 40000; ++i) {
    state = state * 1103515245U + 12345U;
    text += i % 3 == 0 ? static_cast<char>(state >> 16U) : static_cast<char>('a' + i % 7);
  }
  return text;
}

using Make = std::unique_ptr<Inflater> (*)();

class Inflaters : public ::testing::TestWithParam<Make> {
protected:
  std::unique_ptr<Inflater> inflater() const { return GetParam()(); }
};

TEST_P(Inflaters, InflatePiecesOfAnySize) {
  for (const std::string& plain : {std::string(), std::string("content"), mixed_text()}) {
    const std::string bytes = body_of(plain);
    const Inflated whole{.plain = plain, .consumed = bytes.size(), .finished = true};
    for (const std::size_t input_size : {std::size_t{1}, std::size_t{7}, k_everything}) {
      for (const std::size_t output_size : {std::size_t{1}, std::size_t{7}, k_everything}) {
        EXPECT_EQ(inflate(*inflater(), bytes, input_size, output_size), whole)
            << input_size << " in, " << output_size << " out";
      }
    }
  }
}

TEST_P(Inflaters, LeaveTheBytesAfterTheTrailer) {
  const std::string bytes = body_of("content");
  for (const std::size_t input_size : {std::size_t{1}, std::size_t{7}, k_everything}) {
    const Inflated result = inflate(*inflater(), bytes + "further bytes", input_size);
    EXPECT_TRUE(result.finished);
    EXPECT_EQ(result.consumed, bytes.size());
  }
}

TEST_P(Inflaters, AreNeverFinishedBeforeTheLastByte) {
  const std::string bytes = body_of(mixed_text().substr(0, 500));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(inflate(*inflater(), std::string_view(bytes).substr(0, size)).finished) << size;
  }
}

TEST_P(Inflaters, ReturnNoOtherContentAfterAnyFlippedBit) {
  const std::string plain = mixed_text().substr(0, 500);
  const std::string bytes = body_of(plain);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    const Inflated result = inflate(*inflater(), flipped);
    EXPECT_TRUE(!result.finished || result.plain == plain) << "bit " << bit;
  }
}

INSTANTIATE_TEST_SUITE_P(Libraries, Inflaters,
                         ::testing::Values(&make_inflater, &make_zlib_inflater),
                         [](const auto& tested) {
                           return tested.index == 0 ? "best" : "portable";
                         });

} // namespace
} // namespace package_audit::formats::compression
