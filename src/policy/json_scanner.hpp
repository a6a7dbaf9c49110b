#pragma once

#include "policy/source_text.hpp"

#include <cstddef>
#include <string_view>

namespace package_audit::policy {

struct JsonToken {
  std::size_t offset = 0;
  std::string_view text{}; // empty at the end of the file
};

// Splits a text into JSON's tokens, in step with the parser, whose events lack offsets. Accepts
// malformed text: there a token is only the place of a message.
class JsonScanner {
public:
  explicit JsonScanner(const SourceText& source) : source_(source) {}

  JsonToken next();

  // As next(), without the punctuation for which the parser has no event.
  JsonToken next_value();

private:
  void skip_blanks();

  const SourceText& source_;
  std::size_t at_ = 0;
};

// The last event of the parser before a mistake.
enum class JsonState { nothing, begun_array, begun_object, key, array_value, object_value, all };

// Throws Error for the mistake after the tokens read so far.
[[noreturn]] void fail_syntax(const SourceText& source, JsonScanner scanner, JsonState state);

} // namespace package_audit::policy
