#pragma once

#include "policy/source_text.hpp"

#include <cstddef>
#include <string_view>

namespace package_audit::policy {

struct JsonToken {
  std::size_t offset = 0;
  std::string_view text{}; // empty at the end of the file
};

// Cuts a text into JSON's tokens, in step with the parser, which tells what it read but not where.
// It judges nothing: a token of a malformed text is merely a place to point at.
class JsonScanner {
public:
  explicit JsonScanner(const SourceText& source) : source_(source) {}

  JsonToken next();

  // As next(), but skips the punctuation for which the parser has no event.
  JsonToken next_value();

private:
  void skip_blanks();

  const SourceText& source_;
  std::size_t at_ = 0;
};

// What the parser had read when it met a mistake.
enum class JsonState { nothing, begun_array, begun_object, key, array_value, object_value, all };

// Says what is wrong with the text behind the tokens read so far.
[[noreturn]] void fail_syntax(const SourceText& source, JsonScanner scanner, JsonState state);

} // namespace package_audit::policy
