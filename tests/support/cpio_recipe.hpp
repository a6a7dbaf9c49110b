#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::support {

// A member of a cpio archive of the form "newc", every field of which can be changed.
struct CpioRecipe {
  std::string_view magic = "070701";
  std::uint32_t inode = 1;
  std::uint32_t mode = 0100644;
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;
  std::uint32_t links = 1;
  std::uint32_t mtime = 0;
  std::uint32_t device = 0;
  std::uint32_t node_major = 0;
  std::uint32_t node_minor = 0;
  std::uint32_t checksum = 0;
  // With its NUL.
  std::string name{};
  std::string content{};
  // Fills the name and the content to multiples of four bytes.
  char padding = '\0';
};

std::string cpio_member(const CpioRecipe& recipe);
// A file with one link.
std::string cpio_file(std::string_view name, std::string_view content);
// The end mark as written by rpm.
std::string cpio_end();

} // namespace package_audit::support
