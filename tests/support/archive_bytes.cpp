// Structures that no library writes the way tests need them.

#include "support/archive_builder.hpp"

#include <fmt/format.h>

#include <numeric>

namespace package_audit::support {

namespace {

constexpr std::size_t k_record = 512;

void put(std::string& record, std::size_t offset, std::string_view value) {
  record.replace(offset, value.size(), value);
}

// An RPM header structure without tags.
std::string rpm_header() {
  return std::string("\x8E\xAD\xE8\x01", 4) + std::string(12, '\0');
}

} // namespace

std::string tar_member(char type_flag, std::string_view name, std::string_view content,
                       std::string_view link_target) {
  std::string record(k_record, '\0');
  put(record, 0, name);
  put(record, 100, "0000644");
  put(record, 108, "0000000");
  put(record, 116, "0000000");
  put(record, 124, fmt::format("{:011o}", content.size()));
  put(record, 136, "00000000000");
  put(record, 148, "        ");
  record[156] = type_flag;
  put(record, 157, link_target);
  put(record, 257, std::string_view("ustar\00000", 8));
  const unsigned sum =
      std::accumulate(record.begin(), record.end(), 0U,
                      [](unsigned total, char c) { return total + static_cast<unsigned char>(c); });
  put(record, 148, fmt::format("{:06o}", sum) + '\0');
  record += content;
  record.resize((record.size() + k_record - 1) / k_record * k_record);
  return record;
}

std::string tar_end() {
  return std::string(2 * k_record, '\0');
}

std::string make_rpm(std::string_view name_version_release, std::string_view compressed_payload) {
  std::string lead(96, '\0');
  put(lead, 0, "\xED\xAB\xEE\xDB\x03");
  put(lead, 10, name_version_release);
  return lead + rpm_header() + rpm_header() + std::string(compressed_payload);
}

} // namespace package_audit::support
