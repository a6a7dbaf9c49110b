#include "formats/detect.hpp"

#include "formats/readers.hpp"

#include <array>

namespace package_audit::formats {

namespace {

template <compression::Compression compression>
bool is_tar(base::ByteSource& source) {
  return tar::recognize(source, compression);
}

constexpr std::array k_readers{
    FormatReader{Format::tar_gz, is_tar<compression::Compression::gzip>, tar::read_package},
    FormatReader{Format::tar_xz, is_tar<compression::Compression::xz>, tar::read_package},
    FormatReader{Format::tar_bz2, is_tar<compression::Compression::bzip2>, tar::read_package},
    FormatReader{Format::tar_zst, is_tar<compression::Compression::zstd>, tar::read_package},
    FormatReader{Format::tar_z, is_tar<compression::Compression::compress>, tar::read_package},
    FormatReader{Format::tar, is_tar<compression::Compression::none>, tar::read_package},
    FormatReader{Format::zip, zip::is_zip, zip::read_zip},
    FormatReader{Format::seven_zip, seven_zip::is_seven_zip, seven_zip::read_seven_zip},
    FormatReader{Format::stgz, stgz::recognize, stgz::read_package},
    FormatReader{Format::deb, deb::recognize, deb::read_package},
    FormatReader{Format::rpm, rpm::recognize, rpm::read_package},
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
