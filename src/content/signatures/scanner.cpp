#include "content/signatures/scanner.hpp"

#include "base/bytes.hpp"
#include "content/signatures/compiled_set.hpp"
#include "content/signatures/validators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace package_audit::content::signatures {

namespace {

// Bytes that are searched at once; they fit into the processor's cache.
constexpr std::size_t k_block_size = std::size_t{256} << 10;
constexpr std::size_t k_max_width = 2;
constexpr std::size_t k_before = SignatureRule::k_before * k_max_width;
constexpr std::size_t k_behind = SignatureRule::k_max_reach * k_max_width;
// Of one rule in a content.
constexpr std::uint32_t k_max_count = 1000;

// The text around an anchor, one byte a character.
struct Window {
  std::string_view text{};
  // Offset of the anchor in the text.
  std::size_t anchor = 0;
};

Window narrow_window(std::string_view buffer, std::size_t anchor, std::size_t reach) {
  const std::size_t before = std::min({anchor, reach, SignatureRule::k_before});
  return {buffer.substr(anchor - before, before + reach), before};
}

// The characters around the anchor that are in UTF-16LE and below U+0100; `text` holds them.
Window wide_window(std::string_view buffer, std::size_t anchor, std::size_t reach,
                   std::string& text) {
  const std::size_t before = std::min(2 * reach, k_before);
  std::size_t begin = anchor;
  while (begin >= 2 && anchor - begin < before && buffer[begin - 1] == '\0')
    begin -= 2;
  text.clear();
  const std::size_t end = std::min(buffer.size(), anchor + 2 * reach);
  for (std::size_t i = begin; i + 1 < end && buffer[i + 1] == '\0'; i += 2)
    text += buffer[i];
  return {text, (anchor - begin) / 2};
}

// The prefix of a long secret, which identifies its kind, and the length.
std::string masked(std::string_view value) {
  constexpr std::size_t k_shown_size = 4;
  constexpr std::size_t k_min_size = 16;
  const std::string_view shown = value.substr(0, value.size() < k_min_size ? 0 : k_shown_size);
  return fmt::format("{}… ({} characters)", shown, value.size());
}

} // namespace

SignatureScanner::SignatureScanner(const SignatureSet& set) : set_(*set.compiled_) {}

void SignatureScanner::data(std::span<const std::byte> bytes) {
  if (set_.search == nullptr) return;
  std::string_view rest = base::as_text(bytes);
  while (!rest.empty()) {
    const std::size_t taken =
        std::min(rest.size(), searched_ + k_block_size + k_behind - buffer_.size());
    buffer_ += rest.substr(0, taken);
    rest.remove_prefix(taken);
    if (buffer_.size() == searched_ + k_block_size + k_behind)
      search(searched_ + k_block_size, false);
  }
}

std::vector<Fact> SignatureScanner::finish() {
  if (set_.search != nullptr) search(buffer_.size(), true);
  std::sort(matches_.begin(), matches_.end(), [](const RuleMatches& a, const RuleMatches& b) {
    return a.fact.offset != b.fact.offset ? a.fact.offset < b.fact.offset : a.rule < b.rule;
  });
  std::vector<Fact> facts;
  for (RuleMatches& matches : matches_)
    facts.push_back(std::move(matches.fact));
  matches_.clear();
  buffer_.clear();
  buffer_begin_ = 0;
  searched_ = 0;
  constant_format_ = ConstantFormat::none;
  return facts;
}

// Matches the rules of all anchors that begin before `end` in the buffer.
void SignatureScanner::search(std::size_t end, bool is_last) {
  if (buffer_begin_ == 0 && searched_ == 0) constant_format_ = detect_constant_format(buffer_);
  find_anchors(std::string_view(buffer_).substr(searched_), end);
  for (const AnchorHit& hit : hits_)
    match(hit);
  if (is_last) return;
  // Dropping an odd number of bytes is no fault: UTF-16 text is aligned by its anchor.
  const std::size_t dropped = end - std::min(end, k_before);
  buffer_.erase(0, dropped);
  buffer_begin_ += dropped;
  searched_ = end - dropped;
}

// `bytes` is the rest of the buffer behind searched_.
void SignatureScanner::find_anchors(std::string_view bytes, std::size_t end) {
  hits_.clear();
  const auto add = [&](std::size_t anchor, std::size_t begin, Width width) {
    if (searched_ + begin < end) hits_.push_back({searched_ + begin, anchor, width});
  };
  set_.search->find(
      bytes, [&](std::size_t anchor, std::size_t begin) { add(anchor, begin, Width::bytes); });
  utf16_text_.collect(bytes);
  if (!utf16_text_.text().empty()) {
    set_.search->find(utf16_text_.text(), [&](std::size_t anchor, std::size_t place) {
      add(anchor, utf16_text_.offset_of(place), Width::utf16);
    });
  }
  std::sort(hits_.begin(), hits_.end(), [](const AnchorHit& a, const AnchorHit& b) {
    return std::tie(a.begin, a.anchor, a.width) < std::tie(b.begin, b.anchor, b.width);
  });
}

void SignatureScanner::match(const AnchorHit& hit) {
  const SignatureSet::Compiled::Owner& owner = set_.owners[hit.anchor];
  const std::size_t reach = set_.rules[owner.rule].reach;
  if (hit.width == Width::utf16) {
    std::string text;
    const Window window = wide_window(buffer_, hit.begin, reach, text);
    match_text(hit, window.text, window.anchor);
  } else if (!match_constants(hit)) {
    const Window window = narrow_window(buffer_, hit.begin, reach);
    match_text(hit, window.text, window.anchor);
  }
}

bool SignatureScanner::match_constants(const AnchorHit& hit) {
  const SignatureSet::Compiled::Owner& owner = set_.owners[hit.anchor];
  const std::size_t reach = set_.rules[owner.rule].reach;
  const std::vector<std::string_view> constants = constants_around(
      constant_format_, buffer_, hit.begin, owner.size, std::min(reach, SignatureRule::k_before));
  return std::any_of(constants.begin(), constants.end(), [&](std::string_view text) {
    const std::size_t anchor = hit.begin - static_cast<std::size_t>(text.data() - buffer_.data());
    return match_text(hit, text.substr(0, anchor + reach), anchor);
  });
}

bool SignatureScanner::match_text(const AnchorHit& hit, std::string_view text, std::size_t anchor) {
  const SignatureSet::Compiled::Owner& owner = set_.owners[hit.anchor];
  const auto width = static_cast<std::size_t>(hit.width);
  const SignatureRule& rule = set_.rules[owner.rule];
  // The text may end inside the anchor: a constant that is cut off.
  const std::string_view behind = text.substr(std::min(anchor + owner.size, text.size()));
  if (!contains(behind, rule.required, rule.any_case)) return false;
  const std::uint64_t text_begin = buffer_begin_ + hit.begin - anchor * width;
  const auto& [pattern, unless] = set_.patterns_of(owner.rule);
  std::array<re2::StringPiece, 2> groups;
  const int wanted = std::min(pattern.NumberOfCapturingGroups(), 1) + 1;
  const re2::StringPiece piece(text.data(), text.size());
  for (std::size_t from = 0; from <= anchor;) {
    if (!pattern.Match(piece, from, piece.size(), re2::RE2::UNANCHORED, groups.data(), wanted))
      return false;
    const auto begin = static_cast<std::size_t>(groups[0].data() - piece.data());
    const std::size_t end = begin + groups[0].size();
    if (begin > anchor) return false;
    from = begin + 1;
    if (end < anchor + owner.size) continue;
    const re2::StringPiece& group = groups[static_cast<std::size_t>(wanted - 1)];
    const std::string_view value(group.data(), group.size());
    const std::uint64_t place = text_begin + begin * width;
    if (rule.at && *rule.at != place) continue;
    if (unless && re2::RE2::PartialMatch(groups[0], *unless)) continue;
    if (!std::all_of(rule.validators.begin(), rule.validators.end(),
                     [&](Validator v) { return is_valid(v, value); }))
      continue;
    add_match(owner.rule,
              text_begin + static_cast<std::uint64_t>(value.data() - piece.data()) * width,
              text_begin + end * width, value);
    return true;
  }
  return false;
}

void SignatureScanner::add_match(std::uint32_t rule, std::uint64_t begin, std::uint64_t end,
                                 std::string_view value) {
  const auto earlier =
      std::find_if(matches_.begin(), matches_.end(),
                   [&](const RuleMatches& matches) { return matches.rule == rule; });
  if (earlier == matches_.end()) {
    const SignatureRule& definition = set_.rules[rule];
    matches_.push_back({rule,
                        end,
                        {.kind = FactKind::signature,
                         .subject = definition.id,
                         .detail = definition.secret ? masked(value) : std::string(value),
                         .offset = begin}});
  } else if (begin >= earlier->end) {
    earlier->end = end;
    if (earlier->fact.count < k_max_count) ++earlier->fact.count;
  }
}

} // namespace package_audit::content::signatures
