#include "support/rpm_builder.hpp"

#include "base/digest.hpp"
#include "support/cpio_recipe.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace package_audit::support {

namespace {

constexpr std::uint32_t k_time = 1'700'000'000;

std::string big_endian(std::uint64_t number, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    bytes[size - 1 - i] = static_cast<char>(number >> 8 * i & 0xFF);
  return bytes;
}

RpmValue numbers(std::uint32_t tag, std::uint32_t type, std::size_t size,
                 const std::vector<std::uint64_t>& values) {
  RpmValue value{.tag = tag, .type = type, .count = static_cast<std::uint32_t>(values.size())};
  for (const std::uint64_t number : values)
    value.bytes += big_endian(number, size);
  return value;
}

std::size_t alignment_of(std::uint32_t type) {
  switch (type) {
  case 3:
    return 2;
  case 4:
    return 4;
  case 5:
    return 8;
  default:
    return 1;
  }
}

std::uint32_t type_bits(EntryType type) {
  switch (type) {
  case EntryType::directory:
    return 0040000;
  case EntryType::symlink:
    return 0120000;
  default:
    return 0100000;
  }
}

template <typename T>
void apply(const RpmRecipe::Change<T>& change, T& value) {
  if (change) change(value);
}

// How the members share inodes: each one's number, and how many names it has.
struct Inodes {
  std::vector<std::uint64_t> numbers{};
  std::map<std::uint64_t, std::uint32_t> links{};

  explicit Inodes(const std::vector<Member>& members) {
    std::uint64_t number = 0;
    for (const Member& member : members) {
      if (member.type != EntryType::hardlink) ++number;
      numbers.push_back(number);
      ++links[number];
    }
  }
};

std::string cpio_of(const std::vector<Member>& members) {
  const Inodes inodes(members);
  std::string bytes;
  std::string content;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Member& member = members[i];
    const bool is_last = i + 1 == members.size() || inodes.numbers[i + 1] != inodes.numbers[i];
    if (member.type != EntryType::hardlink) content = member.content;
    if (member.type == EntryType::symlink) content = member.link_target;
    bytes += cpio_member({.inode = static_cast<std::uint32_t>(inodes.numbers[i]),
                          .mode = type_bits(member.type) | member.mode,
                          .links = inodes.links.at(inodes.numbers[i]),
                          .mtime = k_time,
                          .name = member.name + '\0',
                          .content = is_last ? content : ""});
  }
  return bytes + cpio_end();
}

// "./usr/bin/acme" is listed as "/usr/bin/" and "acme".
void list_files(std::vector<RpmValue>& header, const std::vector<Member>& members) {
  if (members.empty()) return;
  std::vector<std::string> names, folders, digests, links;
  std::vector<std::uint64_t> indexes, sizes, modes;
  std::string content;
  for (const Member& member : members) {
    if (member.type != EntryType::hardlink) content = member.content;
    const std::string path = member.name.substr(member.name.starts_with("./") ? 1 : 0);
    const std::size_t base = path.rfind('/') + 1;
    const std::string folder = path.substr(0, base);
    const auto known = std::find(folders.begin(), folders.end(), folder);
    indexes.push_back(static_cast<std::uint64_t>(known - folders.begin()));
    if (known == folders.end()) folders.push_back(folder);
    names.push_back(path.substr(base));
    const bool is_file = member.type == EntryType::file || member.type == EntryType::hardlink;
    digests.push_back(is_file ? base::digest_of(base::DigestAlgorithm::sha256, content) : "");
    sizes.push_back(content.size());
    modes.push_back(type_bits(member.type) | member.mode);
    links.push_back(member.type == EntryType::symlink ? member.link_target : "");
  }
  const std::size_t count = members.size();
  header.push_back(rpm_int32s(1028, sizes));
  header.push_back(rpm_int16s(1030, modes));
  header.push_back(rpm_int32s(1034, std::vector<std::uint64_t>(count, k_time)));
  header.push_back(rpm_texts(1035, digests));
  header.push_back(rpm_texts(1036, links));
  header.push_back(rpm_int32s(1037, std::vector<std::uint64_t>(count, 0)));
  header.push_back(rpm_texts(1039, std::vector<std::string>(count, "root")));
  header.push_back(rpm_texts(1040, std::vector<std::string>(count, "root")));
  header.push_back(rpm_int32s(1095, std::vector<std::uint64_t>(count, 1)));
  header.push_back(rpm_int32s(1096, Inodes(members).numbers));
  header.push_back(rpm_int32s(1116, indexes));
  header.push_back(rpm_texts(1117, names));
  header.push_back(rpm_texts(1118, folders));
  header.push_back(rpm_int32s(5011, {8}));
}

std::string_view name_of(formats::compression::Compression compression) {
  switch (compression) {
  case formats::compression::Compression::gzip:
    return "gzip";
  case formats::compression::Compression::bzip2:
    return "bzip2";
  case formats::compression::Compression::xz:
    return "xz";
  case formats::compression::Compression::zstd:
    return "zstd";
  default:
    return "";
  }
}

std::vector<RpmValue> header_of(const RpmRecipe& recipe, const std::string& cpio,
                                const std::string& compressed) {
  std::vector<RpmValue> header{
      rpm_texts(100, {"C"}),
      rpm_text(1000, "acme"),
      rpm_text(1001, "1.0"),
      rpm_text(1002, "1"),
      rpm_text(1007, "build7.example"),
      rpm_text(1014, "MIT"),
      rpm_text(1044, "acme-1.0-1.src.rpm"),
      rpm_text(1124, "cpio"),
      rpm_texts(5092, {base::digest_of(base::DigestAlgorithm::sha256, compressed)}),
      rpm_int32s(5093, {8}),
      rpm_texts(5097, {base::digest_of(base::DigestAlgorithm::sha256, cpio)})};
  header.push_back({.tag = 1004, .type = 9, .count = 1, .bytes = std::string("a sample\0", 9)});
  if (recipe.compression != formats::compression::Compression::none) {
    header.push_back(rpm_text(1125, name_of(recipe.compression)));
  }
  return header;
}

std::string md5_of(const std::string& bytes) {
  const std::string hex = base::digest_of(base::DigestAlgorithm::md5, bytes);
  std::string digest;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    digest += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return digest;
}

std::vector<RpmValue> signature_of(const std::string& header, const std::string& cpio,
                                   const std::string& compressed) {
  return {rpm_text(269, base::digest_of(base::DigestAlgorithm::sha1, header)),
          rpm_text(273, base::digest_of(base::DigestAlgorithm::sha256, header)),
          rpm_int32s(1000, {header.size() + compressed.size()}),
          rpm_binary(1004, md5_of(header + compressed)),
          rpm_int32s(1007, {cpio.size()}),
          rpm_binary(1008, std::string(33, '\0'))};
}

std::string lead_of(std::string_view name) {
  std::string lead(96, '\0');
  lead.replace(0, 5, "\xED\xAB\xEE\xDB\x03");
  lead.replace(8, 2, big_endian(1, 2));
  lead.replace(10, name.size(), name);
  lead.replace(76, 2, big_endian(1, 2));
  lead.replace(78, 2, big_endian(5, 2));
  return lead;
}

} // namespace

RpmValue rpm_text(std::uint32_t tag, std::string_view text) {
  return {.tag = tag, .type = 6, .count = 1, .bytes = std::string(text) + '\0'};
}

RpmValue rpm_texts(std::uint32_t tag, const std::vector<std::string>& texts) {
  RpmValue value{.tag = tag, .type = 8, .count = static_cast<std::uint32_t>(texts.size())};
  for (const std::string& text : texts)
    value.bytes += text + '\0';
  return value;
}

RpmValue rpm_int16s(std::uint32_t tag, const std::vector<std::uint64_t>& values) {
  return numbers(tag, 3, 2, values);
}
RpmValue rpm_int32s(std::uint32_t tag, const std::vector<std::uint64_t>& values) {
  return numbers(tag, 4, 4, values);
}
RpmValue rpm_int64s(std::uint32_t tag, const std::vector<std::uint64_t>& values) {
  return numbers(tag, 5, 8, values);
}
RpmValue rpm_binary(std::uint32_t tag, std::string_view bytes) {
  return {.tag = tag,
          .type = 7,
          .count = static_cast<std::uint32_t>(bytes.size()),
          .bytes = std::string(bytes)};
}

std::string rpm_header(std::uint32_t region, const std::vector<RpmValue>& values) {
  std::vector<RpmValue> sorted = values;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const RpmValue& a, const RpmValue& b) { return a.tag < b.tag; });
  std::string index;
  std::string store;
  for (const RpmValue& value : sorted) {
    const std::size_t alignment = alignment_of(value.type);
    store.resize((store.size() + alignment - 1) / alignment * alignment, '\0');
    index += big_endian(value.tag, 4) + big_endian(value.type, 4) + big_endian(store.size(), 4) +
             big_endian(value.count, 4);
    store += value.bytes;
  }
  const std::size_t count = sorted.size() + 1;
  index.insert(0, big_endian(region, 4) + big_endian(7, 4) + big_endian(store.size(), 4) +
                      big_endian(16, 4));
  store +=
      big_endian(region, 4) + big_endian(7, 4) + big_endian(0 - count * 16, 4) + big_endian(16, 4);
  return std::string("\x8E\xAD\xE8\x01\0\0\0\0", 8) + big_endian(count, 4) +
         big_endian(store.size(), 4) + index + store;
}

RpmValue& value_of(std::vector<RpmValue>& values, std::uint32_t tag) {
  const auto value = std::find_if(values.begin(), values.end(),
                                  [&](const RpmValue& each) { return each.tag == tag; });
  if (value == values.end()) throw std::runtime_error("no tag " + std::to_string(tag));
  return *value;
}

std::string rpm_of(const RpmRecipe& recipe) {
  std::vector<Member> payload = recipe.payload;
  // Names of directories end with a slash in tar and zip, but not in cpio and in the header.
  for (Member& member : payload) {
    if (member.name.ends_with('/')) member.name.pop_back();
  }
  std::string cpio = cpio_of(payload);
  apply(recipe.cpio, cpio);
  std::string compressed = compress(recipe.compression, cpio);
  apply(recipe.compressed, compressed);
  std::vector<RpmValue> values = header_of(recipe, cpio, compressed);
  list_files(values, payload);
  apply(recipe.header, values);
  std::string header = rpm_header(63, values);
  apply(recipe.header_bytes, header);
  std::vector<RpmValue> signature_values = signature_of(header, cpio, compressed);
  apply(recipe.signature, signature_values);
  std::string signature = rpm_header(62, signature_values);
  apply(recipe.signature_bytes, signature);
  std::string padding((8 - signature.size() % 8) % 8, '\0');
  apply(recipe.signature_padding, padding);
  std::string lead = lead_of("acme-1.0-1");
  apply(recipe.lead, lead);
  return lead + signature + padding + header + compressed;
}

std::string make_rpm(const std::vector<Member>& payload) {
  return rpm_of({.payload = payload});
}

} // namespace package_audit::support
