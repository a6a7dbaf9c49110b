#include "image.hpp"

#include <fmt/format.h>

namespace package_audit::proof {

void Image::begin_piece(std::string name) {
  pieces_.push_back({.name = std::move(name), .begin = size(), .end = size()});
}

void Image::end_piece() {
  pieces_.back().end = size();
}

void Image::whole_piece(std::string name) {
  pieces_.push_back({.name = std::move(name), .begin = 0, .end = size()});
}

void Image::remember(std::string_view field, std::size_t length, Encoding encoding) {
  fields_.push_back({.name = fmt::format("{}: {}", pieces_.back().name, field),
                     .offset = size(),
                     .size = length,
                     .encoding = encoding});
}

void Image::number(std::string_view field, std::uint64_t value, std::size_t length) {
  remember(field, length, Encoding::little_endian);
  for (std::size_t i = 0; i < length; ++i)
    bytes_ += static_cast<char>(value >> (8 * i) & 0xFF);
}

void Image::octal(std::string_view field, std::uint64_t value, std::size_t length) {
  remember(field, length, Encoding::octal);
  bytes_ += fmt::format("{:0{}o}", value, length - 1) + '\0';
}

void Image::text(std::string_view field, std::string_view value, std::size_t length) {
  if (length == 0) length = value.size();
  if (length == 0) return;
  remember(field, length, Encoding::text);
  bytes_ += value;
  bytes_.append(length - value.size(), '\0');
}

} // namespace package_audit::proof
