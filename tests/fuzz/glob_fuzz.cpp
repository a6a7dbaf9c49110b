// The first line is a pattern, the rest a path: no crash, no blow-up in time.

#include "base/glob.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t newline = std::min(text.find('\n'), text.size());
  try {
    const package_audit::base::Glob glob(text.substr(0, newline));
    static_cast<void>(glob.matches(text.substr(std::min(newline + 1, text.size()))));
  } catch (const package_audit::base::GlobError&) {
    return 0;
  }
  return 0;
}
