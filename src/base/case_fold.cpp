#include "base/case_fold.hpp"

#include "base/path.hpp"

#include <array>
#include <cstddef>

namespace package_audit::base {

namespace {

// Capitals and how far behind them their small letters are (Unicode's CaseFolding.txt). Where that
// is the next one, only every second is a capital.
struct Capitals {
  unsigned first, last, distance;
};

constexpr std::array k_capitals{
    Capitals{0xC0, 0xD6, 32},   Capitals{0xD8, 0xDE, 32},   Capitals{0x100, 0x12E, 1},
    Capitals{0x132, 0x136, 1},  Capitals{0x139, 0x147, 1},  Capitals{0x14A, 0x176, 1},
    Capitals{0x179, 0x17D, 1},  Capitals{0x1CD, 0x1DB, 1},  Capitals{0x1DE, 0x1EE, 1},
    Capitals{0x1F8, 0x21E, 1},  Capitals{0x222, 0x232, 1},  Capitals{0x386, 0x386, 38},
    Capitals{0x388, 0x38A, 37}, Capitals{0x38C, 0x38C, 64}, Capitals{0x38E, 0x38F, 63},
    Capitals{0x391, 0x3A1, 32}, Capitals{0x3A3, 0x3AB, 32}, Capitals{0x400, 0x40F, 80},
    Capitals{0x410, 0x42F, 32}, Capitals{0x460, 0x480, 1},  Capitals{0x48A, 0x4BE, 1},
    Capitals{0x4C1, 0x4CD, 1},  Capitals{0x4D0, 0x52E, 1},  Capitals{0x531, 0x556, 48},
};

unsigned small(unsigned letter) {
  for (const Capitals& range : k_capitals) {
    if (letter < range.first || letter > range.last) continue;
    const bool is_capital = range.distance > 1 || (letter - range.first) % 2 == 0;
    return is_capital ? letter + range.distance : letter;
  }
  return letter;
}

} // namespace

std::string fold_case(std::string_view text) {
  std::string folded = to_lower(text);
  for (std::size_t at = 0; at + 1 < folded.size(); ++at) {
    const auto lead = static_cast<unsigned char>(folded[at]);
    const auto follower = static_cast<unsigned char>(folded[at + 1]);
    if (lead < 0xC3 || lead > 0xD5 || (follower & 0xC0U) != 0x80) continue;
    const unsigned letter = small((lead & 0x1FU) << 6U | (follower & 0x3FU));
    folded[at] = static_cast<char>(0xC0U | letter >> 6U);
    folded[++at] = static_cast<char>(0x80U | (letter & 0x3FU));
  }
  return folded;
}

} // namespace package_audit::base
