#include "content/signatures/utf16_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace package_audit::content::signatures {

namespace {

constexpr std::size_t k_block_size = 64;

// One bit for each of the k_block_size bytes, the lowest for the first: set for a zero.
std::uint64_t zeros_of(const char* bytes) {
  std::uint64_t zeros = 0;
#ifdef __SSE2__
  for (std::size_t i = 0; i < k_block_size; i += sizeof(__m128i)) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(part, _mm_setzero_si128()));
    zeros |= static_cast<std::uint64_t>(static_cast<unsigned>(mask)) << i;
  }
#else
  for (std::size_t i = 0; i < k_block_size; ++i)
    zeros |= static_cast<std::uint64_t>(bytes[i] == '\0') << i;
#endif
  return zeros;
}

// As zeros_of(); bits behind the end are not set.
std::uint64_t zeros_at(std::string_view bytes, std::size_t offset) {
  if (offset + k_block_size <= bytes.size()) return zeros_of(bytes.data() + offset);
  if (offset >= bytes.size()) return 0;
  std::array<char, k_block_size> padded{};
  padded.fill('x');
  std::memcpy(padded.data(), bytes.data() + offset, bytes.size() - offset);
  return zeros_of(padded.data());
}

// Bits of offsets where three characters begin: each a byte that is not zero and a zero.
std::uint64_t starts_of(std::uint64_t zeros, std::uint64_t next) {
  const auto behind = [&](unsigned bytes) { return zeros >> bytes | next << (64 - bytes); };
  return ~zeros & behind(1) & ~behind(2) & behind(3) & ~behind(4) & behind(5);
}

} // namespace

void Utf16Text::collect(std::string_view bytes) {
  text_.clear();
  runs_.clear();
  std::size_t taken = 0;
  std::uint64_t zeros = zeros_at(bytes, 0);
  for (std::size_t block = 0; block < bytes.size(); block += k_block_size) {
    const std::uint64_t next = zeros_at(bytes, block + k_block_size);
    for (std::uint64_t starts = starts_of(zeros, next); starts != 0; starts &= starts - 1) {
      std::size_t at = block + static_cast<std::size_t>(std::countr_zero(starts));
      if (at < taken) continue;
      runs_.push_back({.place = text_.size(), .offset = at});
      for (; at + 1 < bytes.size() && bytes[at] != '\0' && bytes[at + 1] == '\0'; at += 2)
        text_ += bytes[at];
      text_ += '\0';
      taken = at;
    }
    zeros = next;
  }
}

std::size_t Utf16Text::offset_of(std::size_t place) const {
  const auto behind =
      std::upper_bound(runs_.begin(), runs_.end(), place,
                       [](std::size_t wanted, const Run& run) { return wanted < run.place; });
  const Run& run = *(behind - 1);
  return run.offset + 2 * (place - run.place);
}

} // namespace package_audit::content::signatures
