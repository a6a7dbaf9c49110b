#include "formats/detect.hpp"

#include "formats/readers.hpp"

#include <array>

namespace package_audit::formats {

namespace {

constexpr std::array k_readers{
    FormatReader{Format::tar_gz, tar::is_tar_gz, tar::read_tarball},
    FormatReader{Format::tar_xz, tar::is_tar_xz, tar::read_tarball},
    FormatReader{Format::tar_bz2, tar::is_tar_bz2, tar::read_tarball},
    FormatReader{Format::tar_zst, tar::is_tar_zst, tar::read_tarball},
    FormatReader{Format::tar_z, tar::is_tar_z, tar::read_tarball},
    FormatReader{Format::tar, tar::is_tar, tar::read_tarball},
    FormatReader{Format::zip, zip::is_zip, zip::read_zip},
    FormatReader{Format::seven_zip, seven_zip::is_seven_zip, seven_zip::read_seven_zip},
    FormatReader{Format::stgz, stgz::is_stgz, stgz::read_stgz},
    FormatReader{Format::deb, deb::is_deb, deb::read_deb},
    FormatReader{Format::rpm, rpm::is_rpm, rpm::read_rpm},
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
