#include "support/tar_recipe.hpp"

#include <fmt/format.h>

#include <numeric>

namespace package_audit::support {

namespace {

constexpr std::size_t k_block = 512;

void put(std::string& block, std::size_t offset, std::size_t width, std::string_view value) {
  value = value.substr(0, width);
  block.replace(offset, value.size(), value);
}

std::string header_block(const TarRecipe& recipe) {
  std::string block(k_block, '\0');
  put(block, 0, 100, recipe.name);
  put(block, 100, 8, recipe.mode);
  put(block, 108, 8, recipe.uid);
  put(block, 116, 8, recipe.gid);
  put(block, 124, 12, recipe.size.value_or(fmt::format("{:011o}", recipe.content.size())));
  put(block, 136, 12, recipe.mtime);
  put(block, 148, 8, "        ");
  block[156] = recipe.type_flag;
  put(block, 157, 100, recipe.link_name);
  put(block, 257, 8, recipe.magic);
  put(block, 265, 32, recipe.user);
  put(block, 297, 32, recipe.group);
  put(block, 329, 8, recipe.device_major);
  put(block, 337, 8, recipe.device_minor);
  put(block, 345, 155, recipe.prefix);
  put(block, 500, 12, recipe.rest);
  const unsigned sum = std::accumulate(block.begin(), block.end(), 0U, [](unsigned total, char c) {
    return total + static_cast<unsigned char>(c);
  });
  put(block, 148, 8, recipe.checksum.value_or(fmt::format("{:06o}", sum) + '\0'));
  return block;
}

} // namespace

std::string tar_member(const TarRecipe& recipe) {
  std::string bytes = header_block(recipe) + recipe.content;
  bytes.resize((bytes.size() + k_block - 1) / k_block * k_block, recipe.padding);
  return bytes;
}

std::string pax_record(std::string_view keyword, std::string_view value) {
  // The length counts its own digits.
  std::size_t length = keyword.size() + value.size() + 3;
  while (length != keyword.size() + value.size() + 3 + std::to_string(length).size()) {
    length = keyword.size() + value.size() + 3 + std::to_string(length).size();
  }
  return fmt::format("{} {}={}\n", length, keyword, value);
}

std::string pax_header(std::string_view records) {
  return tar_member({.name = "PaxHeaders/next", .type_flag = 'x', .content = std::string(records)});
}

std::string gnu_long_name(char type_flag, std::string_view text) {
  return tar_member({.name = "././@LongLink",
                     .type_flag = type_flag,
                     .content = std::string(text) + '\0',
                     .magic = k_gnu_magic,
                     .device_major = {},
                     .device_minor = {}});
}

std::string base_256(std::uint64_t value, std::size_t width) {
  std::string bytes(width, '\0');
  for (std::size_t i = 1; i <= sizeof(value) && i < width; ++i) {
    bytes[width - i] = static_cast<char>(value >> (8 * (i - 1)) & 0xFFU);
  }
  bytes.front() = '\x80';
  return bytes;
}

} // namespace package_audit::support
