// Streams that decompress to far more than their size, or claim to.

#include "bomb.hpp"
#include "gzip_quine.hpp"
#include "readings/command.hpp"
#include "readings/scratch.hpp"

#include <fmt/format.h>
#include <lzma.h>
#include <zlib.h>

#include <stdexcept>

namespace package_audit::proof {

namespace {

// Raw deflate of pieces, each of which stands for itself: the same piece gives the same bytes.
class Deflate {
public:
  Deflate() {
    deflateInit2(&state_, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  }
  ~Deflate() { deflateEnd(&state_); }
  Deflate(const Deflate&) = delete;
  Deflate& operator=(const Deflate&) = delete;

  std::string piece(std::string plain, int flush = Z_FULL_FLUSH) {
    std::string output(deflateBound(&state_, plain.size()) + 16, '\0');
    state_.next_in = reinterpret_cast<Bytef*>(plain.data());
    state_.avail_in = static_cast<uInt>(plain.size());
    state_.next_out = reinterpret_cast<Bytef*>(output.data());
    state_.avail_out = static_cast<uInt>(output.size());
    deflate(&state_, flush);
    output.resize(output.size() - state_.avail_out);
    return output;
  }

private:
  z_stream state_{};
};

// RFC 1952, section 2.3.
constexpr std::string_view k_gzip_header("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);

std::string xz(const std::string& plain) {
  lzma_stream state = LZMA_STREAM_INIT;
  if (lzma_easy_encoder(&state, 6, LZMA_CHECK_CRC64) != LZMA_OK) {
    throw std::runtime_error("liblzma has no memory");
  }
  std::string output(lzma_stream_buffer_bound(plain.size()), '\0');
  state.next_in = reinterpret_cast<const std::uint8_t*>(plain.data());
  state.avail_in = plain.size();
  state.next_out = reinterpret_cast<std::uint8_t*>(output.data());
  state.avail_out = output.size();
  const lzma_ret result = lzma_code(&state, LZMA_FINISH);
  output.resize(state.total_out);
  lzma_end(&state);
  if (result != LZMA_STREAM_END) throw std::runtime_error("liblzma cannot write this");
  return output;
}

} // namespace

void write_gzip_of_4_gib(BombFile& file) {
  const std::string zeros(std::size_t{16} << 20, '\0');
  constexpr std::uint64_t k_count = 257;
  const std::string header = tar_member('0', "zeros", k_count * zeros.size());
  file.write(k_gzip_header);
  Deflate deflate;
  file.write(deflate.piece(header));
  const std::string piece = deflate.piece(zeros);
  const std::uint32_t piece_crc = crc_of(zeros);
  uLong crc = crc_of(header);
  for (std::uint64_t i = 0; i < k_count; ++i) {
    file.write(piece);
    crc = crc32_combine(crc, piece_crc, static_cast<z_off_t>(zeros.size()));
  }
  file.write(deflate.piece(tar_end(), Z_FINISH));
  crc = crc32_combine(crc, crc_of(tar_end()), static_cast<z_off_t>(tar_end().size()));
  const std::uint64_t size = header.size() + k_count * zeros.size() + tar_end().size();
  file.write(little_endian(crc, 4) + little_endian(size & 0xFFFFFFFF, 4));
}

void write_tar_of_a_million(BombFile& file) {
  file.write(k_gzip_header);
  Deflate deflate;
  uLong crc = 0;
  std::uint64_t size = 0;
  const auto put = [&](const std::string& plain, int flush) {
    file.write(deflate.piece(plain, flush));
    crc = crc32_combine(crc, crc_of(plain), static_cast<z_off_t>(plain.size()));
    size += plain.size();
  };
  std::string block;
  for (int i = 0; i < 1'000'000; ++i) {
    block += tar_member('0', fmt::format("f{:07}", i), 0);
    if (block.size() >= std::size_t{4} << 20) {
      put(block, Z_NO_FLUSH);
      block.clear();
    }
  }
  put(block + tar_end(), Z_FINISH);
  file.write(little_endian(crc, 4) + little_endian(size & 0xFFFFFFFF, 4));
}

void write_long_name_headers(BombFile& file) {
  std::string plain;
  for (int i = 0; i < 200'000; ++i)
    plain += tar_member('L', "././@LongLink", 9, "some/name");
  plain += tar_member('0', "file", 0) + tar_end();
  file.write(gzip(plain));
}

// A small stream whose header asks for a dictionary of 512 MiB. The .xz file format 1.1.0: a block
// header (3.1) of one filter follows the stream header of 12 bytes; LZMA2's one property (5.3.1) is
// the size of the dictionary.
void write_xz_with_large_dictionary(BombFile& file) {
  constexpr std::size_t k_block = 12;
  constexpr std::size_t k_property = k_block + 4;
  constexpr char k_512_mib = 34;
  const std::string plain = tar_member('0', "file", 4, "text") + tar_end();
  std::string bytes = xz(plain);
  bytes[k_property] = k_512_mib;
  const std::size_t header = (static_cast<std::size_t>(bytes[k_block]) + 1) * 4 - 4;
  const std::uint32_t crc =
      lzma_crc32(reinterpret_cast<const std::uint8_t*>(bytes.data()) + k_block, header, 0);
  bytes.replace(k_block + header, 4, little_endian(crc, 4));
  file.write(bytes);
}

// A small archive whose header asks for a model of 1 GiB. 7zFormat.txt of the 7-Zip distribution:
// the start header (32 bytes) has the checksums of itself and of the header at the end; PPMd's
// properties are the order and, in four bytes, the size of the model.
void write_7z_with_large_ppmd(BombFile& file) {
  constexpr std::size_t k_start_header = 32;
  constexpr std::string_view k_ppmd("\x03\x04\x01\x05", 4); // the coder, and five bytes for it
  const readings::Scratch scratch;
  const std::string archive = scratch.path() + "/bomb.7z";
  const std::string content = scratch.write("file", std::string(1000, 'x') + "text");
  readings::run_command({"7z", "a", "-mhc=off", "-m0=PPMd", archive, content});
  std::string bytes = readings::read_file(archive);
  const std::size_t coder = bytes.find(k_ppmd);
  if (coder == std::string::npos) throw std::runtime_error("7z cannot write this");
  bytes.replace(coder + k_ppmd.size() + 1, 4, little_endian(std::uint64_t{1} << 30, 4));
  const auto offset = static_cast<std::size_t>(static_cast<unsigned char>(bytes[12])) +
                      static_cast<std::size_t>(static_cast<unsigned char>(bytes[13])) * 256;
  bytes.replace(28, 4, little_endian(crc_of(bytes.substr(k_start_header + offset)), 4));
  bytes.replace(8, 4, little_endian(crc_of(bytes.substr(12, 20)), 4));
  file.write(bytes);
}

void write_fifty_archives_in_each_other(BombFile& file) {
  std::string inner = "text";
  for (int depth = 0; depth < 50; ++depth) {
    const std::string name = depth == 0 ? "file" : "inner.tar.gz";
    inner = gzip(tar_member('0', name, inner.size(), inner) + tar_end());
  }
  file.write(inner);
}

void write_gzip_quine(BombFile& file) {
  file.write(gzip_quine());
}

void write_package_with_gzip_quine(BombFile& file) {
  const std::string quine = gzip_quine();
  file.write(gzip(tar_member('0', "share/quine.gz", quine.size(), quine) + tar_end()));
}

// GNU's sparse format 1.0: the size that the file is said to have is nowhere in the archive.
void write_sparse_tar(BombFile& file) {
  const auto record = [](std::string_view key, std::string_view value) {
    const std::size_t length = key.size() + value.size() + 5;
    return fmt::format("{} {}={}\n", length, key, value);
  };
  const std::string records = record("GNU.sparse.major", "1") + record("GNU.sparse.minor", "0") +
                              record("GNU.sparse.name", "zeros") +
                              record("GNU.sparse.realsize", "9223372036854775807");
  std::string map = "1\n9223372036854775807\n0\n";
  map.resize(512, '\0');
  file.write(tar_member('x', "PaxHeaders/zeros", records.size(), records) +
             tar_member('0', "zeros", map.size(), map) + tar_end());
}

} // namespace package_audit::proof
