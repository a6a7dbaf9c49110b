#pragma once

#include <string>
#include <string_view>

namespace package_audit::readings {

// The whole content of a file. Throws std::runtime_error.
std::string read_file(const std::string& path);

// A temporary directory, removed by the destructor.
class Scratch {
public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return path_; }
  // Writes a file, replacing an existing one, and returns its path. Throws std::runtime_error.
  std::string write(std::string_view name, std::string_view bytes) const;

private:
  std::string path_;
};

} // namespace package_audit::readings
