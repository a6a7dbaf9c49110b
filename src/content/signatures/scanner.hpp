#pragma once

#include "content/signatures/signature_set.hpp"
#include "content/signatures/string_constants.hpp"
#include "content/signatures/utf16_text.hpp"
#include "model/fact.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::content::signatures {

// Searches contents, each given block by block, for the rules of a set: anchors first, then the
// pattern of each anchor's rule in the text around it. Matches do not depend on the blocks. Buffers
// one search block and the text around its last anchors.
class SignatureScanner {
public:
  // `set` must outlive it.
  explicit SignatureScanner(const SignatureSet& set);

  void data(std::span<const std::byte> bytes);
  // Ends one content and begins the next. Returns a fact for each rule with a match, in the order
  // of first matches. Anchors inside of one match count once.
  std::vector<Fact> finish();

private:
  // Bytes of a character; UTF-16LE has a zero behind each.
  enum class Width : std::uint8_t { bytes = 1, utf16 = 2 };
  struct AnchorHit {
    // In the buffer.
    std::size_t begin = 0;
    std::size_t anchor = 0;
    Width width = Width::bytes;
  };
  // Matches of a rule in this content.
  struct RuleMatches {
    std::uint32_t rule = 0;
    // Of the last match; an anchor before it counts no further match.
    std::uint64_t end = 0;
    Fact fact{};
  };

  void search(std::size_t end, bool is_last);
  void find_anchors(std::string_view bytes, std::size_t end);
  void match(const AnchorHit& hit);
  bool match_constants(const AnchorHit& hit);
  // Whether the rule matches in `text`, one byte a character, around its anchor.
  bool match_text(const AnchorHit& hit, std::string_view text, std::size_t anchor);
  void add_match(std::uint32_t rule, std::uint64_t begin, std::uint64_t end,
                 std::string_view value);

  SignatureSet::Compiled& set_;
  // Bytes of the content that are still needed, and their offset in the content.
  std::string buffer_;
  std::uint64_t buffer_begin_ = 0;
  // Size of the part of the buffer whose anchors have been matched.
  std::size_t searched_ = 0;
  ConstantFormat constant_format_ = ConstantFormat::none;
  Utf16Text utf16_text_;
  std::vector<AnchorHit> hits_;
  std::vector<RuleMatches> matches_;
};

} // namespace package_audit::content::signatures
