#include "content/signatures/scanner.hpp"

#include "base/bytes.hpp"
#include "content/signatures/anchor.hpp"
#include "content/signatures/compiled.hpp"
#include "content/signatures/validators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace package_audit::content::signatures {

namespace {

// Bytes that are searched at once: few enough to stay in the processor's cache.
constexpr std::size_t k_round = std::size_t{256} << 10;
constexpr std::size_t k_widest = 2;
constexpr std::size_t k_before = SignatureRule::k_before * k_widest;
constexpr std::size_t k_behind = SignatureRule::k_max_reach * k_widest;
// Further places of a rule are only counted up to here.
constexpr std::uint32_t k_most_places = 1000;

// What lies around an anchor, one byte a character.
struct Window {
  std::string_view text{};
  // Where in the text the anchor begins.
  std::size_t anchor = 0;
};

Window narrow_window(std::string_view buffer, std::size_t anchor, std::size_t reach) {
  const std::size_t before = std::min({anchor, reach, SignatureRule::k_before});
  return {buffer.substr(anchor - before, before + reach), before};
}

// As many characters around the anchor as are in UTF-16LE and below U+0100, put into `text`.
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

// Never more of a secret than tells whose it is.
std::string masked(std::string_view value) {
  constexpr std::size_t k_shown = 4;
  constexpr std::size_t k_shortest = 16;
  const std::string_view shown = value.substr(0, value.size() < k_shortest ? 0 : k_shown);
  return fmt::format("{}… ({} characters)", shown, value.size());
}

} // namespace

SignatureScanner::SignatureScanner(const SignatureSet& set) : set_(*set.compiled_) {}

void SignatureScanner::data(std::span<const std::byte> bytes) {
  if (set_.search == nullptr) return;
  std::string_view rest = base::as_text(bytes);
  while (!rest.empty()) {
    const std::size_t taken = std::min(rest.size(), judged_ + k_round + k_behind - buffer_.size());
    buffer_ += rest.substr(0, taken);
    rest.remove_prefix(taken);
    if (buffer_.size() == judged_ + k_round + k_behind) judge(judged_ + k_round, false);
  }
}

std::vector<Fact> SignatureScanner::finish() {
  if (set_.search != nullptr) judge(buffer_.size(), true);
  std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
    return a.fact.offset != b.fact.offset ? a.fact.offset < b.fact.offset : a.rule < b.rule;
  });
  std::vector<Fact> facts;
  for (Found& found : found_)
    facts.push_back(std::move(found.fact));
  found_.clear();
  buffer_.clear();
  buffer_begin_ = 0;
  judged_ = 0;
  form_ = ConstantForm::none;
  return facts;
}

// Judges all anchors that begin before `end`.
void SignatureScanner::judge(std::size_t end, bool is_last) {
  if (buffer_begin_ == 0 && judged_ == 0) form_ = constant_form(buffer_);
  find_anchors(std::string_view(buffer_).substr(judged_), end);
  for (const Hit& hit : hits_)
    judge_anchor(hit);
  if (is_last) return;
  // An odd number of bytes would be read as another UTF-16 text, but each anchor has its own.
  const std::size_t dropped = end - std::min(end, k_before);
  buffer_.erase(0, dropped);
  buffer_begin_ += dropped;
  judged_ = end - dropped;
}

// `bytes` are those of the buffer that are not judged yet.
void SignatureScanner::find_anchors(std::string_view bytes, std::size_t end) {
  hits_.clear();
  const auto add = [&](std::size_t anchor, std::size_t begin, Width width) {
    if (judged_ + begin < end) hits_.push_back({judged_ + begin, anchor, width});
  };
  set_.search->find(
      bytes, [&](std::size_t anchor, std::size_t begin) { add(anchor, begin, Width::bytes); });
  wide_text_.collect(bytes);
  if (!wide_text_.text().empty()) {
    set_.search->find(wide_text_.text(), [&](std::size_t anchor, std::size_t place) {
      add(anchor, wide_text_.offset_of(place), Width::utf16);
    });
  }
  std::sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) {
    return std::tie(a.begin, a.anchor, a.width) < std::tie(b.begin, b.anchor, b.width);
  });
}

void SignatureScanner::judge_anchor(const Hit& hit) {
  const SignatureSet::Compiled::Owner& owner = set_.owners[hit.anchor];
  const std::size_t reach = set_.rules[owner.rule].reach;
  if (hit.width == Width::utf16) {
    std::string text;
    const Window window = wide_window(buffer_, hit.begin, reach, text);
    judge_text(hit, window.text, window.anchor);
  } else if (!judge_constants(hit)) {
    const Window window = narrow_window(buffer_, hit.begin, reach);
    judge_text(hit, window.text, window.anchor);
  }
}

bool SignatureScanner::judge_constants(const Hit& hit) {
  const SignatureSet::Compiled::Owner& owner = set_.owners[hit.anchor];
  const std::size_t reach = set_.rules[owner.rule].reach;
  const std::vector<std::string_view> constants = constants_around(
      form_, buffer_, hit.begin, owner.length, std::min(reach, SignatureRule::k_before));
  return std::any_of(constants.begin(), constants.end(), [&](std::string_view text) {
    const std::size_t anchor = hit.begin - static_cast<std::size_t>(text.data() - buffer_.data());
    return judge_text(hit, text.substr(0, anchor + reach), anchor);
  });
}

bool SignatureScanner::judge_text(const Hit& hit, std::string_view text, std::size_t anchor) {
  const SignatureSet::Compiled::Owner& owner = set_.owners[hit.anchor];
  const auto width = static_cast<std::size_t>(hit.width);
  const SignatureRule& rule = set_.rules[owner.rule];
  // A text may end in its anchor: a constant that is cut off, say.
  const std::string_view behind = text.substr(std::min(anchor + owner.length, text.size()));
  if (!holds(behind, rule.required, rule.any_case)) return false;
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
    if (end < anchor + owner.length) continue;
    const re2::StringPiece& group = groups[static_cast<std::size_t>(wanted - 1)];
    const std::string_view value(group.data(), group.size());
    const std::uint64_t place = text_begin + begin * width;
    if (rule.at && *rule.at != place) continue;
    if (unless && re2::RE2::PartialMatch(groups[0], *unless)) continue;
    if (!std::all_of(rule.validators.begin(), rule.validators.end(),
                     [&](Validator v) { return passes(v, value); }))
      continue;
    note(owner.rule, text_begin + static_cast<std::uint64_t>(value.data() - piece.data()) * width,
         text_begin + end * width, value);
    return true;
  }
  return false;
}

void SignatureScanner::note(std::uint32_t rule, std::uint64_t begin, std::uint64_t end,
                            std::string_view value) {
  const auto known = std::find_if(found_.begin(), found_.end(),
                                  [&](const Found& found) { return found.rule == rule; });
  if (known == found_.end()) {
    const SignatureRule& its = set_.rules[rule];
    found_.push_back({rule,
                      end,
                      {.kind = FactKind::signature,
                       .subject = its.id,
                       .detail = its.secret ? masked(value) : std::string(value),
                       .offset = begin}});
  } else if (begin >= known->end) {
    known->end = end;
    if (known->fact.count < k_most_places) ++known->fact.count;
  }
}

} // namespace package_audit::content::signatures
