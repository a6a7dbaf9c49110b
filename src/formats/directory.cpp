#include "formats/directory.hpp"

#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "model/file_mode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace package_audit::formats {

namespace fs = std::filesystem;

namespace {

void read_file(const fs::path& path, EntryVisitor& visitor) {
  base::FileSource source(path.native());
  base::RangeStream stream(source, 0, source.size());
  for (base::Bytes block = stream.next(); !block.empty(); block = stream.next())
    visitor.data(block);
}

// Returns the type of the entry.
EntryType read_entry(const fs::path& root, const fs::path& path, EntryVisitor& visitor) {
  const base::FileStatus status = base::file_status(path.native());
  // Without an owner: the owner of a staging directory is not the one of the installed files.
  Entry entry;
  entry.member = path.lexically_relative(root).native();
  entry.type = type_of_mode(status.mode);
  entry.mode = status.mode & 07777U;
  entry.mtime = status.mtime;
  if (entry.type == EntryType::symlink) entry.link_target = fs::read_symlink(path).native();
  const EntryType type = entry.type;
  visitor.begin(std::move(entry));
  if (type == EntryType::file) read_file(path, visitor);
  visitor.end();
  return type;
}

void read_below(const fs::path& root, const fs::path& directory, EntryVisitor& visitor) {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& item : fs::directory_iterator(directory))
    paths.push_back(item.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    if (read_entry(root, path, visitor) == EntryType::directory) read_below(root, path, visitor);
  }
}

} // namespace

void read_directory(const std::string& directory, EntryVisitor& visitor) {
  try {
    read_below(directory, directory, visitor);
  } catch (const fs::filesystem_error& error) {
    throw base::Error(fmt::format("{}: {}", directory, error.code().message()));
  }
}

} // namespace package_audit::formats
