#include "base/glob_lexer.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <numeric>
#include <utility>

namespace package_audit::base {

namespace {

constexpr std::size_t k_max_length = 4096;
constexpr std::size_t k_max_nesting = 8;
constexpr std::size_t k_max_alternatives = 256;
constexpr std::size_t k_max_atoms = 32'768;

[[noreturn]] void fail(std::size_t offset, std::string message) {
  throw GlobError{offset, std::move(message)};
}

class Lexer {
public:
  Lexer(std::string_view pattern, std::vector<GlobSet>& sets) : pattern_(pattern), sets_(sets) {}

  // Reads up to the end of the pattern or, inside braces, up to the ',' or '}' that ends an
  // alternative.
  std::vector<GlobAtoms> sequence(std::size_t nesting) {
    std::vector<GlobAtoms> readings(1);
    while (at_ < pattern_.size()) {
      const char c = pattern_[at_];
      if (nesting > 0 && (c == ',' || c == '}')) break;
      if (c == '{') {
        const std::size_t open = at_;
        readings = product(readings, braces(nesting + 1), open);
        continue;
      }
      const GlobAtom atom = next_atom();
      for (GlobAtoms& reading : readings)
        reading.push_back(atom);
      check_size(readings, atom.offset);
    }
    return readings;
  }

private:
  std::vector<GlobAtoms> braces(std::size_t nesting) {
    const std::size_t open = at_++;
    if (nesting > k_max_nesting) {
      fail(open, fmt::format("braces nest more than {} deep", k_max_nesting));
    }
    std::vector<GlobAtoms> alternatives;
    bool comma = false;
    while (true) {
      for (GlobAtoms& reading : sequence(nesting))
        alternatives.push_back(std::move(reading));
      check_size(alternatives, open);
      if (at_ == pattern_.size()) fail(open, "'{' is not closed");
      if (pattern_[at_++] == '}') break;
      comma = true;
    }
    if (!comma) {
      fail(open,
           "braces need at least two alternatives ('{a,b}'); a variable is written '${name}', "
           "a '{' itself '\\{'");
    }
    return alternatives;
  }

  static std::vector<GlobAtoms> product(const std::vector<GlobAtoms>& left,
                                        const std::vector<GlobAtoms>& right, std::size_t offset) {
    if (left.size() * right.size() > k_max_alternatives) too_many(offset);
    std::vector<GlobAtoms> result;
    result.reserve(left.size() * right.size());
    for (const GlobAtoms& head : left) {
      for (const GlobAtoms& tail : right) {
        GlobAtoms& reading = result.emplace_back(head);
        reading.insert(reading.end(), tail.begin(), tail.end());
      }
    }
    check_size(result, offset);
    return result;
  }

  static void check_size(const std::vector<GlobAtoms>& readings, std::size_t offset) {
    const std::size_t atoms =
        std::accumulate(readings.begin(), readings.end(), std::size_t{0},
                        [](std::size_t sum, const GlobAtoms& one) { return sum + one.size(); });
    if (readings.size() > k_max_alternatives || atoms > k_max_atoms) too_many(offset);
  }

  [[noreturn]] static void too_many(std::size_t offset) {
    fail(offset, fmt::format("the braces multiply out to more than {} alternatives or {} bytes",
                             k_max_alternatives, k_max_atoms));
  }

  GlobAtom next_atom() {
    using Kind = GlobAtom::Kind;
    const std::size_t offset = at_;
    const char c = pattern_[at_++];
    switch (c) {
    case '*':
      return {.kind = stars(offset), .offset = offset};
    case '?':
      return {.kind = Kind::any, .offset = offset};
    case '/':
      return {.kind = Kind::slash, .offset = offset};
    case '[':
      sets_.push_back(set(offset));
      return {.kind = Kind::set, .set = sets_.size() - 1, .offset = offset};
    case '\\':
      return {.kind = Kind::byte, .byte = escaped(offset), .offset = offset};
    case ']':
      fail(offset, "']' without '['; the byte itself is written '\\]'");
    case '}':
      fail(offset, "'}' without '{'; the byte itself is written '\\}'");
    default:
      return {.kind = Kind::byte, .byte = c, .offset = offset};
    }
  }

  GlobAtom::Kind stars(std::size_t offset) {
    while (at_ < pattern_.size() && pattern_[at_] == '*')
      ++at_;
    if (at_ - offset > 2) fail(offset, "more than two '*' in a row");
    return at_ - offset == 2 ? GlobAtom::Kind::globstar : GlobAtom::Kind::star;
  }

  // The escaped byte after the backslash at `offset`.
  char escaped(std::size_t offset) {
    if (at_ == pattern_.size()) fail(offset, "a '\\' at the end escapes nothing");
    char c = pattern_[at_++];
    if (c == 'x') {
      const int high = at_ < pattern_.size() ? hex_value(pattern_[at_]) : -1;
      const int low = at_ + 1 < pattern_.size() ? hex_value(pattern_[at_ + 1]) : -1;
      if (high < 0 || low < 0) fail(offset, "'\\x' needs two hexadecimal digits");
      at_ += 2;
      c = static_cast<char>(high * 16 + low);
    }
    if (c == '/') fail(offset, "'/' cannot be escaped: it always separates segments");
    return c;
  }

  // The rest of a set, behind its '['.
  GlobSet set(std::size_t open) {
    GlobSet members;
    const bool negated = at_ < pattern_.size() && pattern_[at_] == '!';
    if (negated) ++at_;
    if (at_ < pattern_.size() && pattern_[at_] == '^') {
      fail(at_, "'^' does not negate a set: write '[!' or, for the byte itself, '\\^'");
    }
    while (true) {
      if (at_ >= pattern_.size()) fail(open, "'[' is not closed");
      if (pattern_[at_] == ']') break;
      add_range(members, open);
    }
    ++at_;
    if (members.none()) fail(open, "an empty set matches nothing");
    if (negated) members.flip();
    members.reset('/');
    return members;
  }

  void add_range(GlobSet& members, std::size_t open) {
    const std::size_t offset = at_;
    const std::uint8_t first = set_byte(open);
    std::uint8_t last = first;
    const bool range =
        at_ + 1 < pattern_.size() && pattern_[at_] == '-' && pattern_[at_ + 1] != ']';
    if (range) {
      ++at_;
      last = set_byte(open);
    }
    if (last < first) fail(offset, "the range runs backwards");
    for (std::size_t byte = first; byte <= last; ++byte)
      members.set(byte);
  }

  std::uint8_t set_byte(std::size_t open) {
    if (at_ >= pattern_.size()) fail(open, "'[' is not closed");
    const std::size_t offset = at_;
    const char c = pattern_[at_++];
    if (c == '\\') return static_cast<std::uint8_t>(escaped(offset));
    if (c == '/') fail(offset, "a set cannot hold '/'");
    if (static_cast<std::uint8_t>(c) >= 0x80) {
      fail(offset, "a set holds single bytes: write such a letter as an alternative in braces");
    }
    return static_cast<std::uint8_t>(c);
  }

  std::string_view pattern_;
  std::vector<GlobSet>& sets_;
  std::size_t at_ = 0;
};

} // namespace

std::vector<GlobAtoms> expand_glob(std::string_view pattern, std::vector<GlobSet>& sets) {
  if (pattern.empty()) fail(0, "the pattern is empty");
  if (pattern.size() > k_max_length) {
    fail(k_max_length, fmt::format("the pattern is longer than {} bytes", k_max_length));
  }
  return Lexer(pattern, sets).sequence(0);
}

} // namespace package_audit::base
