#include "formats/rpm/lead.hpp"

#include "base/bytes.hpp"
#include "base/head.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <string_view>

namespace package_audit::formats::rpm {

namespace {

constexpr std::string_view k_magic_and_version("\xED\xAB\xEE\xDB\x03\x00", 6);
constexpr std::size_t k_type = 6;
constexpr std::size_t k_architecture = 8;
constexpr std::size_t k_name = 10;
constexpr std::size_t k_name_size = Lead::k_max_name_size + 1;
constexpr std::size_t k_system = 76;
constexpr std::size_t k_signature_type = 78;
constexpr std::size_t k_reserved = 80;
constexpr std::uint64_t k_header_signature = 5;
// rpm writes this for architectures and systems without a number.
constexpr std::uint64_t k_max_number = 255;

[[noreturn]] void refuse(AnomalyKind kind, std::string detail) {
  throw ReadFault(kind, "the RPM lead " + std::move(detail));
}

} // namespace

Lead parse_lead(base::ByteSource& source) {
  const std::string bytes = base::read_head(source, Lead::k_size);
  if (bytes.size() < Lead::k_size) refuse(AnomalyKind::damaged, "is cut off");
  if (!bytes.starts_with(k_magic_and_version)) {
    refuse(AnomalyKind::damaged, "is not one of version 3.0");
  }
  const std::uint64_t type = base::big_endian(bytes, k_type, 2);
  if (type > 1) refuse(AnomalyKind::damaged, fmt::format("names the unknown type {}", type));
  if (base::big_endian(bytes, k_signature_type, 2) != k_header_signature) {
    refuse(AnomalyKind::damaged, "announces a signature that is no header");
  }
  if (base::big_endian(bytes, k_architecture, 2) > k_max_number ||
      base::big_endian(bytes, k_system, 2) > k_max_number) {
    refuse(AnomalyKind::ambiguous, "names an architecture or a system that there is not");
  }
  const std::string_view field = std::string_view(bytes).substr(k_name, k_name_size);
  const std::string_view name = field.substr(0, field.find('\0'));
  if (name.size() == field.size() || !base::is_all_zero(field.substr(name.size())) ||
      !base::is_all_zero(std::string_view(bytes).substr(k_reserved))) {
    refuse(AnomalyKind::unexpected_bytes, "holds bytes where there must be zeros");
  }
  return {.is_source = type == 1, .name = std::string(name)};
}

} // namespace package_audit::formats::rpm
