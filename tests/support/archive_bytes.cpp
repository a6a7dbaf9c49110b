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

} // namespace package_audit::support
