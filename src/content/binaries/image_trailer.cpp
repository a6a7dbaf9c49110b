#include "content/binaries/readers.hpp"
#include "content/binaries/struct_view.hpp"
#include "content/facts.hpp"

#include <algorithm>
#include <array>

namespace package_audit::content::binaries {

namespace {

constexpr std::string_view k_png("\x89PNG\r\n\x1A\n", 8);
constexpr std::string_view k_jpeg("\xFF\xD8\xFF", 3);
constexpr std::string_view k_gif = "GIF8";

// PNG, 5.3: chunks of a size, a type, that much content and a checksum, up to IEND.
std::uint64_t end_of_png(const HeadTailBuffer& bytes) {
  const StructView fields(bytes, ByteOrder::big);
  std::uint64_t at = k_png.size();
  while (true) {
    const std::uint64_t size = fields.number(at, 4);
    const bool is_last = fields.bytes(at + 4, 4) == "IEND";
    at += 12 + size;
    if (at > fields.size())
      throw StructureError{.reason = "a chunk of it is cut off", .offset = at - size};
    if (is_last) return at;
  }
}

// Offset of the next marker in the coded data at `at` that is no stuffed zero and no restart
// (ITU-T T.81, B.1.1.5).
std::uint64_t end_of_scan(const StructView& fields, std::uint64_t at) {
  constexpr std::uint64_t k_block = std::uint64_t{64} << 10;
  while (at + 1 < fields.size()) {
    const std::string_view block = fields.bytes(at, std::min(k_block, fields.size() - at));
    std::size_t found = block.find('\xFF');
    if (found == std::string_view::npos) {
      at += block.size();
      continue;
    }
    if (found + 1 == block.size()) {
      // Its second byte is in the next block.
      if (found == 0) break;
      at += found;
      continue;
    }
    const auto marker = static_cast<std::uint8_t>(block[found + 1]);
    const bool is_data = marker == 0 || (marker >= 0xD0 && marker <= 0xD7);
    at += found;
    if (!is_data) return at;
    at += 2;
  }
  throw StructureError{.reason = "it has no end", .offset = at};
}

// ITU-T T.81, B.1.1: markers, most with a size that includes itself, and coded data behind each
// start of scan.
std::uint64_t end_of_jpeg(const HeadTailBuffer& bytes) {
  constexpr std::uint64_t k_end = 0xD9;
  constexpr std::uint64_t k_scan = 0xDA;
  const StructView fields(bytes, ByteOrder::big);
  std::uint64_t at = 2;
  while (true) {
    if (fields.number(at, 1) != 0xFF) {
      throw StructureError{.reason = "something stands where a marker has to", .offset = at};
    }
    const std::uint64_t marker = fields.number(at + 1, 1);
    if (marker == 0xFF) {
      ++at; // fill bytes
      continue;
    }
    at += 2;
    if (marker == k_end) return at;
    const bool has_no_size = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    if (has_no_size) continue;
    const std::uint64_t size = fields.number(at, 2);
    if (size < 2) throw StructureError{.reason = "a marker of it has no size", .offset = at};
    at += size;
    if (marker == k_scan) at = end_of_scan(fields, at);
  }
}

// GIF89a, 15: blocks of a size byte and that much content, up to an empty one.
std::uint64_t end_of_blocks(const StructView& fields, std::uint64_t at) {
  while (true) {
    const std::uint64_t size = fields.number(at, 1);
    at += 1 + size;
    if (size == 0) return at;
  }
}

std::uint64_t table_size(std::uint64_t flags) {
  return (flags & 0x80U) != 0 ? std::uint64_t{3} << ((flags & 0x07U) + 1) : 0;
}

std::uint64_t end_of_gif(const HeadTailBuffer& bytes) {
  constexpr std::uint64_t k_extension = 0x21;
  constexpr std::uint64_t k_image = 0x2C;
  constexpr std::uint64_t k_trailer = 0x3B;
  const StructView fields(bytes, ByteOrder::little);
  std::uint64_t at = 13 + table_size(fields.number(10, 1));
  while (true) {
    // Some writers omit the trailer.
    if (at == fields.size()) return at;
    const std::uint64_t kind = fields.number(at, 1);
    if (kind == k_trailer) return at + 1;
    if (kind == k_extension) {
      at = end_of_blocks(fields, at + 2);
    } else if (kind == k_image) {
      at += 10 + table_size(fields.number(at + 9, 1));
      at = end_of_blocks(fields, at + 1);
    } else {
      throw StructureError{.reason = "a block of it is of an unknown kind", .offset = at};
    }
  }
}

struct Image {
  std::string_view magic;
  std::string_view name;
  std::uint64_t (*end)(const HeadTailBuffer& bytes);
};

constexpr std::array k_images{
    Image{k_png, "PNG", end_of_png},
    Image{k_jpeg, "JPEG", end_of_jpeg},
    Image{k_gif, "GIF", end_of_gif},
};

const Image* find_image(std::string_view head) {
  const auto* const image =
      std::find_if(k_images.begin(), k_images.end(),
                   [&](const Image& candidate) { return head.starts_with(candidate.magic); });
  return image == k_images.end() ? nullptr : image;
}

} // namespace

bool is_image(std::string_view head) {
  return find_image(head) != nullptr;
}

void read_image(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  const auto head = bytes.at(0, std::min<std::uint64_t>(bytes.size(), k_png.size()));
  const Image* const image = head ? find_image(*head) : nullptr;
  if (image == nullptr) return;
  try {
    add_trailing_data(facts, image->name, bytes, image->end(bytes));
  } catch (const StructureError& error) {
    add_unread_structure(facts, image->name, error);
  }
}

} // namespace package_audit::content::binaries
