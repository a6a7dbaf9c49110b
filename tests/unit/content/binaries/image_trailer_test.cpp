#include "unit/content/binaries/number_bytes.hpp"
#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace package_audit::content::binaries {
namespace {

using namespace structure_test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Image {
  std::string name;
  std::string bytes;

  friend void PrintTo(const Image& image, std::ostream* out) { *out << image.name; }
};

std::string chunk(const std::string& type, const std::string& content) {
  return be(content.size(), 4) + type + content + "crc!";
}

std::string png() {
  return std::string("\x89PNG\r\n\x1A\n", 8) + chunk("IHDR", std::string(13, 'h')) +
         chunk("tEXt", "IEND is not here") + chunk("IDAT", "data") + chunk("IEND", "");
}

std::string marker(std::uint64_t kind, const std::string& content) {
  return be(0xFF00 + kind, 2) + be(content.size() + 2, 2) + content;
}

// With a thumbnail in its metadata, which has an end of its own, and a second scan.
std::string jpeg() {
  return "\xFF\xD8" + marker(0xE1, "Exif \xFF\xD8 thumbnail \xFF\xD9") + "\xFF\xFF\xFF" +
         marker(0xDB, "table").substr(1) + marker(0xDA, "scan") +
         std::string("data\xFF\0data\xFF\xD3", 12) + "data" + marker(0xC4, "table") +
         marker(0xDA, "scan") + std::string(3 << 16, 'd') + std::string("\xFF\0", 2) + "\xFF\xD9";
}

std::string gif() {
  const std::string screen = le(1, 2) + le(1, 2) + "\x80" + std::string(2, '\0');
  const std::string image = "," + std::string(8, '\0') + "\x81" + std::string(12, 't') + "\2";
  return "GIF89a" + screen + std::string(6, 't') + "!\xFE\4text" + std::string(1, '\0') + image +
         "\3;;;" + std::string(1, '\0') + ";";
}

class ImageEnd : public ::testing::TestWithParam<Image> {};
INSTANTIATE_TEST_SUITE_P(Formats, ImageEnd,
                         ::testing::Values(Image{"PNG", png()}, Image{"JPEG", jpeg()},
                                           Image{"GIF", gif()}),
                         [](const auto& suite) { return suite.param.name; });

TEST_P(ImageEnd, IsSilentOnNothing) {
  EXPECT_THAT(described(GetParam().bytes), IsEmpty());
}

TEST_P(ImageEnd, IsSilentOnPadding) {
  EXPECT_THAT(described(GetParam().bytes + std::string(10'000, '\0')), IsEmpty());
}

TEST_P(ImageEnd, FindsWhatFollows) {
  const std::string found = "trailing-data " + GetParam().name;
  EXPECT_THAT(described(GetParam().bytes + "PK\3\4"), ElementsAre(found + ": 4 bytes"));
  EXPECT_THAT(described(GetParam().bytes + std::string(5000, '\0') + "x"),
              ElementsAre(found + ": 5001 bytes"));
  EXPECT_EQ(facts_of(GetParam().bytes + "x").at(0).offset, GetParam().bytes.size());
  // Another image of the same format is no part of the first.
  EXPECT_THAT(described(GetParam().bytes + GetParam().bytes), ElementsAre(StartsWith(found)));
}

TEST_P(ImageEnd, FindsMuchThatFollows) {
  EXPECT_THAT(described(GetParam().bytes + std::string(30 << 20, 'x')),
              ElementsAre("trailing-data " + GetParam().name + ": 31457280 bytes"));
}

TEST(GifEnd, NeedsNoTrailer) {
  const std::string image = gif();
  EXPECT_THAT(described(image.substr(0, image.size() - 1)), IsEmpty());
  EXPECT_THAT(described(image.substr(0, image.size() - 2)),
              ElementsAre(StartsWith("unread-structure GIF")));
}

TEST_P(ImageEnd, NoticesCuts) {
  const std::string_view bytes = GetParam().bytes;
  // Between two blocks a GIF file may end.
  const std::vector<std::size_t> ends{19, 27, gif().size() - 1};
  for (std::size_t length = 8; length < bytes.size();
       length += length < 100 || length + 100 > bytes.size() ? 1 : 4001) {
    if (GetParam().name == "GIF" && std::find(ends.begin(), ends.end(), length) != ends.end()) {
      continue;
    }
    EXPECT_THAT(described(bytes.substr(0, length)),
                ElementsAre(StartsWith("unread-structure " + GetParam().name)))
        << length;
  }
}

TEST_P(ImageEnd, SurvivesDamage) {
  // The coded data in the middle of the JPEG file is all the same.
  std::string bytes = GetParam().bytes;
  const std::size_t data = bytes.find("dddd");
  if (data != std::string::npos) bytes.erase(data, (3 << 16) - 10);
  expect_survives_damage(bytes);
}

} // namespace
} // namespace package_audit::content::binaries
