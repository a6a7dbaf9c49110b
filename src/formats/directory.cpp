#include "formats/directory.hpp"

#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "model/file_mode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <vector>

namespace package_audit::formats {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path) {
  throw base::Error(fmt::format("{}: {}", path.native(), std::generic_category().message(errno)));
}

void read_file(const fs::path& path, EntryVisitor& visitor) {
  base::FileSource source(path.native());
  base::RangeStream stream(source, 0, source.size());
  for (auto block = stream.next(); !block.empty(); block = stream.next())
    visitor.data(block);
}

void read_one(const fs::path& root, const fs::path& path, EntryVisitor& visitor) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) fail(path);
  Entry entry;
  entry.member = path.lexically_relative(root).native();
  entry.type = type_of_mode(status.st_mode);
  entry.mode = status.st_mode & 07777U;
  entry.mtime = status.st_mtime;
  // Who owns the staging folder says nothing of who will own the installed file: left at root.
  if (entry.type == EntryType::symlink) entry.link_target = fs::read_symlink(path).native();
  const bool is_file = entry.type == EntryType::file;
  visitor.begin(std::move(entry));
  if (is_file) read_file(path, visitor);
  visitor.end();
}

void read_below(const fs::path& root, const fs::path& folder, EntryVisitor& visitor) {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& item : fs::directory_iterator(folder)) {
    paths.push_back(item.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    read_one(root, path, visitor);
    if (fs::is_directory(fs::symlink_status(path))) read_below(root, path, visitor);
  }
}

} // namespace

void read_directory(const std::string& folder, EntryVisitor& visitor) {
  try {
    read_below(folder, folder, visitor);
  } catch (const fs::filesystem_error& error) {
    throw base::Error(fmt::format("{}: {}", folder, error.code().message()));
  }
}

} // namespace package_audit::formats
