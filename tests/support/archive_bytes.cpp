// Structures in forms that no library writes.

#include "support/archive_builder.hpp"
#include "support/tar_recipe.hpp"

namespace package_audit::support {

namespace {

constexpr std::size_t k_block_size = 512;

} // namespace

std::string tar_member(char type_flag, std::string_view name, std::string_view content,
                       std::string_view link_target) {
  return tar_member({.name = std::string(name),
                     .type_flag = type_flag,
                     .content = std::string(content),
                     .link_name = std::string(link_target)});
}

std::string tar_end() {
  return std::string(2 * k_block_size, '\0');
}

} // namespace package_audit::support
