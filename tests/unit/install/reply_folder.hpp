#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace package_audit::sample {

// A build folder with a reply of CMake's file API, written by hand. Removed at the end.
class ReplyFolder {
public:
  explicit ReplyFolder(std::string_view name)
      : root_(std::filesystem::temp_directory_path() /
              ("package-audit-" + std::string(name) + "-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(reply());
  }
  ~ReplyFolder() { std::filesystem::remove_all(root_); }
  ReplyFolder(const ReplyFolder&) = delete;
  ReplyFolder& operator=(const ReplyFolder&) = delete;

  std::string path() const { return root_.string(); }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(reply() / name) << text;
  }

private:
  std::filesystem::path reply() const { return root_ / ".cmake" / "api" / "v1" / "reply"; }

  std::filesystem::path root_;
};

} // namespace package_audit::sample
