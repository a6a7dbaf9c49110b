#include "support/cpio_recipe.hpp"

#include <fmt/format.h>

namespace package_audit::support {

using namespace std::string_literals;

namespace {

constexpr std::size_t k_alignment = 4;

void pad(std::string& bytes, char padding) {
  bytes.resize((bytes.size() + k_alignment - 1) / k_alignment * k_alignment, padding);
}

} // namespace

std::string cpio_member(const CpioRecipe& recipe) {
  std::string bytes = fmt::format(
      "{}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{}",
      recipe.magic, recipe.inode, recipe.mode, recipe.uid, recipe.gid, recipe.links, recipe.mtime,
      recipe.content.size(), recipe.device, 0, recipe.node_major, recipe.node_minor,
      recipe.name.size(), recipe.checksum, recipe.name);
  pad(bytes, recipe.padding);
  bytes += recipe.content;
  pad(bytes, recipe.padding);
  return bytes;
}

std::string cpio_file(std::string_view name, std::string_view content) {
  return cpio_member({.name = std::string(name) + '\0', .content = std::string(content)});
}

std::string cpio_end() {
  return cpio_member({.inode = 0, .mode = 0, .name = "TRAILER!!!\0"s});
}

} // namespace package_audit::support
