#include "bomb.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <numeric>
#include <stdexcept>

namespace package_audit::proof {

BombFile::BombFile(const std::string& path) : file_(std::fopen(path.c_str(), "wb")) {
  if (file_ == nullptr) throw std::runtime_error("cannot write " + path);
}

BombFile::~BombFile() {
  if (file_ != nullptr) std::fclose(file_);
}

void BombFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    throw std::runtime_error("the disk is full");
  }
  position_ += bytes.size();
}

void BombFile::close() {
  std::FILE* const file = file_;
  file_ = nullptr;
  if (std::fclose(file) != 0) throw std::runtime_error("the disk is full");
}

std::string little_endian(std::uint64_t value, std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i)
    bytes += static_cast<char>(value >> (8 * i) & 0xFF);
  return bytes;
}

std::uint32_t crc_of(const std::string& bytes) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::string tar_member(char type, std::string_view name, std::uint64_t size,
                       std::string_view content) {
  constexpr std::size_t k_record = 512;
  std::string header(name);
  header.resize(100, '\0');
  header += std::string_view("0000644\0"
                             "0000000\0"
                             "0000000\0",
                             24);
  header += fmt::format("{:011o}", size) + '\0';
  header += std::string_view("14524770400\0        ", 20);
  header += type;
  header.resize(257, '\0');
  header += std::string_view("ustar\0"
                             "00",
                             8);
  header.resize(k_record, '\0');
  const unsigned sum = std::accumulate(header.begin(), header.end(), 0U, [](unsigned all, char c) {
    return all + static_cast<unsigned char>(c);
  });
  header.replace(148, 8, fmt::format("{:06o}", sum) + std::string("\0 ", 2));
  header += content;
  header.resize((header.size() + k_record - 1) / k_record * k_record);
  return header;
}

std::string tar_end() {
  return std::string(1024, '\0');
}

std::string gzip(std::string_view plain) {
  constexpr int k_gzip_frame = 16;
  z_stream state{};
  deflateInit2(&state, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + k_gzip_frame, 8,
               Z_DEFAULT_STRATEGY);
  std::string input(plain);
  std::string output(deflateBound(&state, input.size()), '\0');
  state.next_in = reinterpret_cast<Bytef*>(input.data());
  state.avail_in = static_cast<uInt>(input.size());
  state.next_out = reinterpret_cast<Bytef*>(output.data());
  state.avail_out = static_cast<uInt>(output.size());
  deflate(&state, Z_FINISH);
  output.resize(state.total_out);
  deflateEnd(&state);
  return output;
}

} // namespace package_audit::proof
