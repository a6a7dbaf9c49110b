#include "formats/compression/chunk_pipe.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace package_audit::formats::compression {
namespace {

void put(ChunkPipe& pipe, std::string_view text) {
  pipe.append(std::as_bytes(std::span(text)));
}

std::string next(ChunkPipe& pipe) {
  const std::span<const std::byte> bytes = pipe.next();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(ChunkPipe, GivesWhatWasPutWithItsMarks) {
  ChunkPipe pipe(1000);
  put(pipe, "one");
  pipe.mark();
  put(pipe, "two");
  put(pipe, "three");
  pipe.mark();
  pipe.finish(nullptr);
  for (const char* text : {"one", "", "two", "three", "", "", ""})
    EXPECT_EQ(next(pipe), text);
}

TEST(ChunkPipe, HasTheRoomThatIsAskedFor) {
  ChunkPipe pipe(1 << 20);
  const std::size_t whole = pipe.room(1).size();
  put(pipe, std::string(whole - 10, 'x'));
  EXPECT_EQ(pipe.room(10).size(), 10U);
  EXPECT_EQ(pipe.room(11).size(), whole);
  put(pipe, std::string(2 * whole, 'y'));
  pipe.finish(nullptr);
  EXPECT_EQ(next(pipe).size(), whole - 10);
  EXPECT_EQ(next(pipe) + next(pipe), std::string(2 * whole, 'y'));
}

TEST(ChunkPipe, ThrowsTheFaultBehindWhatCameBefore) {
  ChunkPipe pipe(1000);
  put(pipe, "one");
  pipe.finish(std::make_exception_ptr(std::runtime_error("cut")));
  EXPECT_EQ(next(pipe), "one");
  EXPECT_THROW(pipe.next(), std::runtime_error);
}

TEST(ChunkPipe, CarriesMoreThanItHolds) {
  ChunkPipe pipe(1);
  std::thread unpacking([&] {
    for (int i = 0; i < 2000; ++i)
      put(pipe, std::string(1000, static_cast<char>('a' + i % 26)));
    pipe.finish(nullptr);
  });
  std::string all;
  for (std::string part = next(pipe); !part.empty(); part = next(pipe))
    all += part;
  unpacking.join();
  ASSERT_EQ(all.size(), 2'000'000U);
  for (std::size_t i = 0; i < all.size(); i += 1000)
    ASSERT_EQ(all[i], static_cast<char>('a' + i / 1000 % 26));
}

TEST(ChunkPipe, StopsWhoeverUnpacksForNobody) {
  ChunkPipe pipe(1);
  bool is_unwanted = false;
  std::thread unpacking([&] {
    try {
      while (true)
        put(pipe, std::string(1000, 'x'));
    } catch (const ChunkPipe::Unwanted&) {
      is_unwanted = true;
    }
  });
  EXPECT_FALSE(pipe.next().empty());
  pipe.stop();
  unpacking.join();
  EXPECT_TRUE(is_unwanted);
}

} // namespace
} // namespace package_audit::formats::compression
