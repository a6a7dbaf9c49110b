#include "cli/never_ship.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/thread_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace package_audit::cli {

namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

struct Named {
  fs::path file;
  std::string origin;
};

[[noreturn]] void fail(const fs::path& path, std::string_view why) {
  throw base::Error(fmt::format("--never-ship: {}: {}", path.string(), why));
}

bool is_version_control(const fs::path& folder) {
  constexpr std::array k_names{".git"sv, ".svn"sv, ".hg"sv, ".bzr"sv, "CVS"sv};
  return std::find(k_names.begin(), k_names.end(), folder.filename().string()) != k_names.end();
}

void add_file(const fs::path& file, const std::string& origin, std::vector<Named>& files) {
  if (fs::file_size(file) >= NeverShipped::k_min_size) files.push_back({file, origin});
}

void add_folder(const fs::path& folder, const std::string& origin, std::vector<Named>& files) {
  for (auto entry = fs::recursive_directory_iterator(folder);
       entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->is_symlink()) continue;
    if (entry->is_directory() && is_version_control(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file()) {
      const std::string below = entry->path().lexically_relative(folder).generic_string();
      add_file(entry->path(), fmt::format("{}/{}", origin, below), files);
    }
  }
}

void add_path(const std::string& text, std::vector<Named>& files) {
  const std::size_t before = files.size();
  try {
    const fs::path path = fs::canonical(text);
    const std::string origin = path.filename().string();
    fs::is_directory(path) ? add_folder(path, origin, files) : add_file(path, origin, files);
  } catch (const fs::filesystem_error& error) {
    fail(text, error.code().message());
  }
  if (files.size() == before) {
    fail(text, fmt::format("holds no file of {} bytes or more, so there is nothing to look for",
                           NeverShipped::k_min_size));
  }
}

} // namespace

std::vector<NeverShipped> read_never_shipped(std::span<const std::string> paths,
                                             std::size_t threads) {
  std::vector<Named> files;
  for (const std::string& path : paths)
    add_path(path, files);
  std::vector<NeverShipped> known(files.size());
  base::ThreadPool helpers(threads - std::min<std::size_t>(threads, 1));
  base::for_each_index(helpers, files.size(), [&](std::size_t i) {
    known[i] = {.sha256 = base::sha256_of_file(files[i].file.string()),
                .origin = std::move(files[i].origin)};
  });
  // Of files with equal content the alphabetically first origin stays.
  std::sort(known.begin(), known.end(), [](const NeverShipped& a, const NeverShipped& b) {
    return a.sha256 != b.sha256 ? a.sha256 < b.sha256 : a.origin < b.origin;
  });
  const auto same = [](const NeverShipped& a, const NeverShipped& b) {
    return a.sha256 == b.sha256;
  };
  known.erase(std::unique(known.begin(), known.end(), same), known.end());
  return known;
}

} // namespace package_audit::cli
