#include "base/file.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace package_audit::base {

namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string reason() {
  return std::generic_category().message(errno);
}

} // namespace

FileStatus file_status(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) throw Error(fmt::format("{}: {}", path, reason()));
  return {.mode = status.st_mode, .mtime = status.st_mtime};
}

std::string read_text_file(const std::string& path, std::size_t limit) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    throw Error(fmt::format("{}: is a folder, not a file", path));
  }
  const File file(std::fopen(path.c_str(), "rbe"));
  if (!file) throw Error(fmt::format("{}: {}", path, reason()));
  std::string text;
  std::array<char, 65536> block{};
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), file.get())) {
    text.append(block.data(), got);
    if (text.size() > limit) {
      throw Error(fmt::format("{}: is larger than {} bytes", path, limit));
    }
  }
  if (std::ferror(file.get()) != 0) throw Error(fmt::format("{}: {}", path, reason()));
  return text;
}

Sha256 sha256_of_file(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rbe"));
  if (!file) throw Error(fmt::format("{}: {}", path, reason()));
  Sha256Hasher hasher;
  std::array<char, 65536> block{};
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), file.get()))
    hasher.update(std::as_bytes(std::span(block).first(got)));
  if (std::ferror(file.get()) != 0) throw Error(fmt::format("{}: {}", path, reason()));
  return hasher.finish();
}

void write_file_atomically(const std::string& path, std::string_view bytes) {
  const std::string temporary = fmt::format("{}.{}.tmp", path, ::getpid());
  const auto fail = [&] {
    const std::string why = reason();
    std::remove(temporary.c_str());
    throw Error(fmt::format("{}: cannot be written: {}", path, why));
  };
  File file(std::fopen(temporary.c_str(), "wbe"));
  if (!file) fail();
  if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) fail();
  // fclose writes what is left in the buffer: its failure is a failed write.
  if (std::fclose(file.release()) != 0) fail();
  if (std::rename(temporary.c_str(), path.c_str()) != 0) fail();
}

} // namespace package_audit::base
