#pragma once

#include "support/archive_builder.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::support {

// A tag of a header and its stored value.
struct RpmValue {
  std::uint32_t tag = 0;
  std::uint32_t type = 0;
  std::uint32_t count = 0;
  std::string bytes{};
};

RpmValue rpm_text(std::uint32_t tag, std::string_view text);
RpmValue rpm_texts(std::uint32_t tag, const std::vector<std::string>& texts);
RpmValue rpm_int16s(std::uint32_t tag, const std::vector<std::uint64_t>& numbers);
RpmValue rpm_int32s(std::uint32_t tag, const std::vector<std::uint64_t>& numbers);
RpmValue rpm_int64s(std::uint32_t tag, const std::vector<std::uint64_t>& numbers);
RpmValue rpm_binary(std::uint32_t tag, std::string_view bytes);

// A header structure as rpm writes it, with its region (62 or 63) in front.
std::string rpm_header(std::uint32_t region, const std::vector<RpmValue>& values);

// The value of a tag. Throws when there is none.
RpmValue& value_of(std::vector<RpmValue>& values, std::uint32_t tag);

// A package as written by rpm 4.18. Each change is applied before digests and sizes are computed
// from it, so that they match unless they are changed themselves.
struct RpmRecipe {
  template <typename T>
  using Change = std::function<void(T&)>;

  // Names as in the payload: "./usr/bin/acme". Hard links follow their targets.
  std::vector<Member> payload{};
  formats::compression::Compression compression = formats::compression::Compression::gzip;

  Change<std::string> cpio{};
  Change<std::string> compressed{};
  Change<std::vector<RpmValue>> header{};
  Change<std::string> header_bytes{};
  Change<std::vector<RpmValue>> signature{};
  Change<std::string> signature_bytes{};
  Change<std::string> signature_padding{};
  Change<std::string> lead{};
};

std::string rpm_of(const RpmRecipe& recipe);

} // namespace package_audit::support
