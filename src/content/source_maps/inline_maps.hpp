#pragma once

#include "model/fact.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::content::source_maps {

// Source maps that stand in a script or a style sheet as the data of a URL (ECMA-426, RFC 2397):
// behind "sourceMappingURL=data:", in a comment, a string literal, or an executable that a script
// was packed into. Each is decoded and judged like one that is a file. Does not see UTF-16.
class InlineMaps {
public:
  static constexpr std::string_view k_subject = "inline source map";
  // Bytes of one URL that are held; of a longer one it is said that it was not read.
  static constexpr std::size_t k_longest = std::size_t{16} << 20;

  void data(std::span<const std::byte> bytes);
  // Ends one content and begins the next.
  void finish(std::vector<Fact>& facts);

private:
  // Unknown until the comma in front of the body; none where that does not come.
  enum class Encoding : std::uint8_t { none, unknown, base64, plain };

  // A URL that has begun, at "data:".
  struct Url {
    std::uint64_t offset = 0;
    // In front of the comma, then behind it.
    std::string type{};
    std::string body{};
    Encoding encoding = Encoding::unknown;
    bool is_cut = false;
  };

  void read(std::string_view text);
  void read_again();
  // Each returns what it leaves of the text.
  std::string_view search(std::string_view text);
  std::string_view read_type(std::string_view text);
  std::string_view read_body(std::string_view text);
  void judge();

  // Bytes of the content that were looked at, and the last of them while there is no URL.
  std::uint64_t position_ = 0;
  std::string border_;
  std::optional<Url> url_;
  std::vector<Fact> facts_;
};

} // namespace package_audit::content::source_maps
