#include "readings/scratch.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>

namespace package_audit::readings {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot open " + path);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) throw std::runtime_error("cannot read " + path);
  return bytes;
}

Scratch::Scratch()
    : path_((std::filesystem::temp_directory_path() / "package-audit-XXXXXX").native()) {
  if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no scratch folder: " + path_);
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Scratch::write(std::string_view name, std::string_view bytes) const {
  std::string path = (std::filesystem::path(path_) / name).native();
  // Not truncated first: some file systems then write to the disk at once.
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  const bool written =
      file >= 0 &&
      ::pwrite(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()) &&
      ::ftruncate(file, static_cast<off_t>(bytes.size())) == 0 && ::close(file) == 0;
  if (!written) throw std::runtime_error("cannot write " + path);
  return path;
}

} // namespace package_audit::readings
