#include "formats/detect.hpp"

#include "formats/readers.hpp"

#include <array>

namespace package_audit::formats {

namespace {

constexpr std::array k_readers{
    FormatReader{Format::tar_gz, is_tar_gz, read_tarball},
    FormatReader{Format::tar_xz, is_tar_xz, read_tarball},
    FormatReader{Format::tar_bz2, is_tar_bz2, read_tarball},
    FormatReader{Format::tar_zst, is_tar_zst, read_tarball},
    FormatReader{Format::tar_z, is_tar_z, read_tarball},
    FormatReader{Format::tar, is_tar, read_tarball},
    FormatReader{Format::zip, is_zip, read_zip},
    FormatReader{Format::seven_zip, is_seven_zip, read_seven_zip},
    FormatReader{Format::stgz, is_stgz, read_stgz},
    FormatReader{Format::deb, is_deb, read_deb},
    FormatReader{Format::rpm, is_rpm, read_rpm},
};

} // namespace

std::span<const FormatReader> format_readers() {
  return k_readers;
}

const FormatReader* recognise_format(base::ByteSource& source) {
  for (const FormatReader& reader : k_readers) {
    if (reader.recognise(source)) return &reader;
  }
  return nullptr;
}

} // namespace package_audit::formats
