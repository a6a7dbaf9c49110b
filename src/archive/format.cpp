#include "archive/format.hpp"

#include "archive/readers.hpp"
#include "util/path.hpp"

#include <array>

namespace package_audit {

namespace {

using namespace std::string_view_literals;

constexpr std::array k_tar{".tar"sv};
constexpr std::array k_tar_gz{".tar.gz"sv, ".tgz"sv, ".crate"sv};
constexpr std::array k_tar_xz{".tar.xz"sv, ".txz"sv};
constexpr std::array k_tar_bz2{".tar.bz2"sv, ".tbz2"sv};
constexpr std::array k_tar_zst{".tar.zst"sv, ".tzst"sv};
constexpr std::array k_tar_z{".tar.z"sv};
constexpr std::array k_zip{".nupkg"sv, ".zip"sv, ".whl"sv, ".jar"sv};
constexpr std::array k_seven_zip{".7z"sv};
constexpr std::array k_stgz{".sh"sv};
constexpr std::array k_deb{".ddeb"sv, ".deb"sv};
constexpr std::array k_rpm{".rpm"sv};

constexpr std::array k_readers{
    FormatReader{Format::tar_gz, k_tar_gz, is_tar_gz, read_tarball},
    FormatReader{Format::tar_xz, k_tar_xz, is_tar_xz, read_tarball},
    FormatReader{Format::tar_bz2, k_tar_bz2, is_tar_bz2, read_tarball},
    FormatReader{Format::tar_zst, k_tar_zst, is_tar_zst, read_tarball},
    FormatReader{Format::tar_z, k_tar_z, is_tar_z, read_tarball},
    FormatReader{Format::tar, k_tar, is_tar, read_tarball},
    FormatReader{Format::zip, k_zip, is_zip, read_zip},
    FormatReader{Format::seven_zip, k_seven_zip, is_seven_zip, read_seven_zip},
    FormatReader{Format::stgz, k_stgz, is_stgz, read_stgz},
    FormatReader{Format::deb, k_deb, is_deb, read_deb},
    FormatReader{Format::rpm, k_rpm, is_rpm, read_rpm},
};

} // namespace

std::span<const FormatReader> format_readers() {
  return k_readers;
}

const FormatReader* recognise_format(ByteSource& source) {
  for (const FormatReader& reader : k_readers) {
    if (reader.recognise(source)) return &reader;
  }
  return nullptr;
}

Format promised_format(std::string_view file_name) {
  for (const FormatReader& reader : k_readers) {
    for (const std::string_view ending : reader.endings) {
      if (ends_with_ignoring_case(file_name, ending)) return reader.format;
    }
  }
  return Format::unknown;
}

std::string_view package_stem(std::string_view file_name) {
  for (const FormatReader& reader : k_readers) {
    for (const std::string_view ending : reader.endings) {
      if (ends_with_ignoring_case(file_name, ending)) {
        return file_name.substr(0, file_name.size() - ending.size());
      }
    }
  }
  return file_name;
}

} // namespace package_audit
