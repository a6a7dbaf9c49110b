#pragma once

#include "content/signatures/constants.hpp"
#include "content/signatures/signature_set.hpp"
#include "content/signatures/wide_text.hpp"
#include "model/fact.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::content::signatures {

// Looks for the rules of a set in content that comes piece by piece. What it finds does not depend
// on how the content is cut. Holds at most a round of bytes and what lies around its last anchors.
class SignatureScanner {
public:
  // `set` must outlive it.
  explicit SignatureScanner(const SignatureSet& set);

  void data(std::span<const std::byte> bytes);
  // Ends one content and begins the next. One fact for each rule that matched, in the order of
  // their first places; places that several anchors of a rule lead to count once.
  std::vector<Fact> finish();

private:
  // How a text is written: one byte a character, or two with a zero behind each (UTF-16LE).
  enum class Width : std::uint8_t { bytes = 1, utf16 = 2 };
  struct Hit {
    std::size_t begin = 0;
    std::size_t anchor = 0;
    Width width = Width::bytes;
  };
  // What is known of a rule in this content.
  struct Found {
    std::uint32_t rule = 0;
    // Behind the last match, so that two anchors in it do not count twice.
    std::uint64_t end = 0;
    Fact fact{};
  };

  void judge(std::size_t end, bool is_last);
  void find_anchors(std::string_view bytes, std::size_t end);
  void judge_anchor(const Hit& hit);
  bool judge_constants(const Hit& hit);
  // Whether the rule matches in `text`, one byte a character, at its anchor.
  bool judge_text(const Hit& hit, std::string_view text, std::size_t anchor);
  void note(std::uint32_t rule, std::uint64_t begin, std::uint64_t end, std::string_view value);

  SignatureSet::Compiled& set_;
  // What is still needed of the content, and where in it that begins.
  std::string buffer_;
  std::uint64_t buffer_begin_ = 0;
  // Anchors before this place in the buffer are judged.
  std::size_t judged_ = 0;
  ConstantForm form_ = ConstantForm::none;
  WideText wide_text_;
  std::vector<Hit> hits_;
  std::vector<Found> found_;
};

} // namespace package_audit::content::signatures
