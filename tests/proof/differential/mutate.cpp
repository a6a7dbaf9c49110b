#include "image.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

namespace package_audit::proof {

namespace {

std::uint64_t little_endian(const std::string& bytes, const Field& field) {
  std::uint64_t value = 0;
  for (std::size_t i = field.size; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[field.offset + i]);
  return value;
}

void put(std::string& bytes, const Field& field, std::string_view value) {
  std::string padded(value.substr(0, field.size));
  padded.resize(field.size, '\0');
  bytes.replace(field.offset, field.size, padded);
}

// The same field of another structure: "local header 2: crc" for "local header 1: crc".
const Field* sibling(const Image& image, const Field& field, Random& random) {
  const std::string_view ending = std::string_view(field.name).substr(field.name.find(": ") + 1);
  std::vector<const Field*> found;
  for (const Field& other : image.fields()) {
    if (&other != &field && other.size == field.size && other.name.ends_with(ending)) {
      found.push_back(&other);
    }
  }
  return found.empty() ? nullptr : random.any_of(found);
}

std::string change_number(Image& image, const Field& field, Random& random) {
  const std::uint64_t value = little_endian(image.bytes(), field);
  const std::array<std::uint64_t, 9> values{0,
                                            1,
                                            value + 1,
                                            value - 1,
                                            ~std::uint64_t{0},
                                            std::uint64_t{1} << (8 * field.size - 1),
                                            value ^ std::uint64_t{1}
                                                        << random.below(8 * field.size),
                                            random.number(),
                                            value * 2};
  const std::uint64_t changed = random.any_of(values);
  std::string encoded;
  for (std::size_t i = 0; i < field.size; ++i)
    encoded += static_cast<char>(changed >> (8 * i) & 0xFF);
  put(image.bytes(), field, encoded);
  return fmt::format("{:#x} where it was {:#x}", little_endian(image.bytes(), field), value);
}

// Forms that readers of tar take for numbers, and forms that some do.
std::string change_octal(Image& image, const Field& field, Random& random) {
  const std::string before = image.bytes().substr(field.offset, field.size);
  const std::uint64_t value = std::stoull("0" + before.substr(0, before.find('\0')), nullptr, 8);
  const std::size_t width = field.size - 1;
  const std::array<std::string, 12> forms{
      fmt::format("{:0{}o}", value + 1, width),
      fmt::format("{:0{}o}", value == 0 ? 512 : value - 1, width), fmt::format("{:0{}o}", 0, width),
      fmt::format("{:0{}o}", value + 512, width), fmt::format("{: >{}o}", value, width),
      fmt::format("{:0{}o}", value, field.size), fmt::format("{:o} ", value),
      fmt::format("{:o}abc", value), fmt::format("-{:0{}o}", value, width - 1),
      std::string(field.size, '\0'), std::string(field.size, '7'),
      // base-256, an extension of GNU tar
      "\x80" + std::string(field.size - 2, '\0') + static_cast<char>(value & 0x7F)};
  const std::string& form = random.any_of(forms);
  put(image.bytes(), field, form);
  return fmt::format("\"{}\" where it was {:o}", form, value);
}

std::string change_text(Image& image, const Field& field, Random& random) {
  std::string value = image.bytes().substr(field.offset, field.size);
  const std::size_t used = std::min(value.find('\0'), value.size());
  static constexpr std::array k_letters{'X', 'b', '/', '\\', '.', '\0', ' ',
                                        '0', '1', '2', '5',  'x', 'g'};
  switch (random.below(4)) {
  case 0: // behind the text's end
    if (used + 2 < value.size()) {
      value[used + 1] = 'z';
      break;
    }
    [[fallthrough]];
  case 1:
    value[0] = random.any_of(k_letters);
    break;
  case 2:
    if (value.size() > 2) value.replace(0, 3, "../");
    break;
  default:
    value[random.below(std::max<std::size_t>(used, 1))] = random.any_of(k_letters);
    break;
  }
  put(image.bytes(), field, value);
  return fmt::format("\"{}\"", value.substr(0, value.find_last_not_of('\0') + 1));
}

std::string change_field(Image& image, Random& random) {
  const Field field = random.any_of(image.fields());
  const Field* const other = sibling(image, field, random);
  if (other != nullptr && random.one_in(6)) {
    put(image.bytes(), field, image.bytes().substr(other->offset, other->size));
    return fmt::format("{} = that of {}", field.name, other->name);
  }
  const auto change = field.encoding == Encoding::little_endian ? change_number
                      : field.encoding == Encoding::octal       ? change_octal
                                                                : change_text;
  return fmt::format("{} = {}", field.name, change(image, field, random));
}

std::string change_piece(Image& image, Random& random) {
  const std::size_t index = random.below(image.pieces().size());
  const Piece& piece = image.pieces()[index];
  std::string& bytes = image.bytes();
  const std::string copy = bytes.substr(piece.begin, piece.end - piece.begin);
  switch (random.below(6)) {
  case 0:
    bytes.erase(piece.begin, copy.size());
    return "without " + piece.name;
  case 1:
    bytes.insert(piece.end, copy);
    return "twice " + piece.name;
  case 2: {
    const std::size_t zeros = random.any_of(std::array{1, 4, 512, 1024});
    bytes.insert(piece.begin, std::string(zeros, '\0'));
    return fmt::format("{} zeros before {}", zeros, piece.name);
  }
  case 3:
    bytes.insert(piece.begin, std::string(random.any_of(std::array{1, 4, 512}), 'j'));
    return "letters before " + piece.name;
  case 4:
    bytes += copy;
    return "at the end once more " + piece.name;
  default:
    bytes.resize(piece.begin + random.below(copy.size() + 1));
    return "cut within " + piece.name;
  }
}

} // namespace

std::string mutate(Image& image, Random& random) {
  return random.one_in(5) ? change_piece(image, random) : change_field(image, random);
}

} // namespace package_audit::proof
