#include "model/file_mode.hpp"

namespace package_audit {

EntryType type_of_mode(std::uint64_t mode) {
  switch (mode & 0170000U) {
  case 0100000:
    return EntryType::file;
  case 0040000:
    return EntryType::directory;
  case 0120000:
    return EntryType::symlink;
  case 0020000:
    return EntryType::character_device;
  case 0060000:
    return EntryType::block_device;
  case 0010000:
    return EntryType::fifo;
  case 0140000:
    return EntryType::socket;
  default:
    return EntryType::unknown;
  }
}

} // namespace package_audit
