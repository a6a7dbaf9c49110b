#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::proof {

enum class Encoding { little_endian, octal, text };

// One value of one structure, where it stands in the bytes.
struct Field {
  std::string name{};
  std::size_t offset = 0;
  std::size_t size = 0;
  Encoding encoding = Encoding::text;
};

// One structure: a header, a descriptor, a member's content.
struct Piece {
  std::string name{};
  std::size_t begin = 0;
  std::size_t end = 0;
};

// An archive whose structures are known, so that one of them can be changed. Built front to back.
class Image {
public:
  void begin_piece(std::string name);
  void end_piece();
  // Everything so far is one more piece.
  void whole_piece(std::string name);
  // Each appends, and remembers the field as a part of the current piece.
  void number(std::string_view field, std::uint64_t value, std::size_t size);
  void octal(std::string_view field, std::uint64_t value, std::size_t size);
  // Padded with NUL to `size`; 0 stands for the text's own size.
  void text(std::string_view field, std::string_view value, std::size_t size = 0);
  // Bytes that are no field.
  void content(std::string_view bytes) { bytes_ += bytes; }

  std::size_t size() const { return bytes_.size(); }
  std::string& bytes() { return bytes_; }
  const std::string& bytes() const { return bytes_; }
  const std::vector<Field>& fields() const { return fields_; }
  const std::vector<Piece>& pieces() const { return pieces_; }

private:
  void remember(std::string_view field, std::size_t size, Encoding encoding);

  std::string bytes_;
  std::vector<Field> fields_;
  std::vector<Piece> pieces_;
};

// The same numbers on every machine, which the distributions of the standard library do not
// promise.
class Random {
public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  std::uint64_t number() { return std::uint64_t{engine_()} << 32 | engine_(); }
  template <typename Values>
  const auto& any_of(const Values& values) {
    return values[below(std::size(values))];
  }

private:
  std::mt19937 engine_;
};

// Changes one structure or one field of it; says which and how.
std::string mutate(Image& image, Random& random);

} // namespace package_audit::proof
