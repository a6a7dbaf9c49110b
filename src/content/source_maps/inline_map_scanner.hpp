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

// Finds source maps in data URLs (ECMA-426, RFC 2397) in contents that are given block by block:
// behind "sourceMappingURL=data:" in a comment, a string literal, or an executable with an embedded
// script. Each is decoded and read like a file. Text in UTF-16 is not searched.
class InlineMapScanner {
public:
  static constexpr std::string_view k_subject = "inline source map";
  // Of one URL; a longer one is the fact unread_structure.
  static constexpr std::size_t k_max_body_size = std::size_t{16} << 20;

  void data(std::span<const std::byte> bytes);
  // Ends one content and begins the next.
  void finish(std::vector<Fact>& facts);

private:
  // Of the body, by the type in front of the comma; none for a URL without a comma.
  enum class Encoding : std::uint8_t { none, unknown, base64, plain };

  // An incomplete URL.
  struct Url {
    // Behind "data:", in the content.
    std::uint64_t offset = 0;
    std::string type{};
    std::string body{};
    Encoding encoding = Encoding::unknown;
    bool is_cut = false;
  };

  void read(std::string_view text);
  void search_type();
  // Each returns the rest of the text.
  std::string_view search(std::string_view text);
  std::string_view read_type(std::string_view text);
  std::string_view read_body(std::string_view text);
  void finish_url();

  // Bytes of the content read so far, and outside of a URL the last of them.
  std::uint64_t position_ = 0;
  std::string overlap_;
  std::optional<Url> url_;
  std::vector<Fact> facts_;
};

} // namespace package_audit::content::source_maps
