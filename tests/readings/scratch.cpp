#include "readings/scratch.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

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
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  const bool written = file != nullptr &&
                       std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() &&
                       std::fclose(file) == 0;
  if (!written) throw std::runtime_error("cannot write " + path);
  return path;
}

} // namespace package_audit::readings
