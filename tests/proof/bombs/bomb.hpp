#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace package_audit::proof {

// A file that is written front to back, because no bomb fits into memory. Throws
// std::runtime_error.
class BombFile {
public:
  explicit BombFile(const std::string& path);
  ~BombFile();
  BombFile(const BombFile&) = delete;
  BombFile& operator=(const BombFile&) = delete;

  void write(std::string_view bytes);
  std::uint64_t position() const { return position_; }
  void close();

private:
  std::FILE* file_;
  std::uint64_t position_ = 0;
};

// `value` in `size` bytes.
std::string little_endian(std::uint64_t value, std::size_t size);
// CRC-32, as in gzip and 7z.
std::uint32_t crc_of(const std::string& bytes);
// A ustar header, and the content padded to whole records.
std::string tar_member(char type, std::string_view name, std::uint64_t size,
                       std::string_view content = {});
std::string tar_end();
// One gzip member.
std::string gzip(std::string_view plain);

// Each writes one file.
void write_gzip_of_4_gib(BombFile& file);
void write_overlapping_zip(BombFile& file);
void write_zip_of_a_million(BombFile& file);
void write_tar_of_a_million(BombFile& file);
void write_long_name_headers(BombFile& file);
void write_xz_with_large_dictionary(BombFile& file);
void write_7z_with_large_ppmd(BombFile& file);
void write_fifty_archives_in_each_other(BombFile& file);
void write_seventeen_zips_in_each_other(BombFile& file);
void write_sparse_tar(BombFile& file);
void write_gzip_quine(BombFile& file);
void write_package_with_gzip_quine(BombFile& file);

} // namespace package_audit::proof
