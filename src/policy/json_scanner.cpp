#include "policy/json_scanner.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::policy {

namespace {

constexpr std::string_view k_blanks = " \t\r\n";
constexpr std::string_view k_punctuation = "{}[],:";
constexpr std::string_view k_digits = "0123456789";
constexpr std::string_view k_word_end = " \t\r\n{}[],:\"/";

std::size_t string_length(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\n') return i;
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return text.size();
}

std::size_t word_length(std::string_view text) {
  return std::min(text.find_first_of(k_word_end, 1), text.size());
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(k_digits, at), text.size());
}

// By JSON's grammar: of "01" only the zero.
std::size_t number_length(std::string_view text) {
  std::size_t at = text.front() == '-' ? 1 : 0;
  at = text.substr(at).starts_with('0') ? at + 1 : skip_digits(text, at);
  if (text.substr(at).starts_with('.')) at = skip_digits(text, at + 1);
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const bool is_signed = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-');
    at = skip_digits(text, at + (is_signed ? 2 : 1));
  }
  return at;
}

bool begins_number(char c) {
  return c == '-' || k_digits.find(c) != std::string_view::npos;
}

std::size_t token_length(std::string_view text) {
  if (text.empty()) return 0;
  if (k_punctuation.find(text.front()) != std::string_view::npos) return 1;
  if (text.front() == '"') return string_length(text);
  return begins_number(text.front()) ? number_length(text) : word_length(text);
}

[[noreturn]] void fail_string(const SourceText& source, const JsonToken& token) {
  const bool closed = token.text.size() > 1 && token.text.back() == '"';
  source.fail(token.offset, closed
                                ? "the string holds a control character or an unknown '\\' escape"
                                : "the string is not closed on its line");
}

[[noreturn]] void fail_value(const SourceText& source, const JsonToken& token) {
  if (token.text.empty()) source.fail(token.offset, "the file ends where a value should stand");
  const char first = token.text.front();
  if (first == '"') fail_string(source, token);
  if (first == '\'') source.fail(token.offset, "strings are written in double quotes");
  if (k_punctuation.find(first) != std::string_view::npos) {
    source.fail(token.offset, fmt::format("a value should stand here, not '{}'", first));
  }
  if (begins_number(first)) {
    const std::string_view rest = source.text().substr(token.offset);
    source.fail(token.offset, fmt::format("{} is not a number that JSON knows or it is too large",
                                          base::printable(rest.substr(0, word_length(rest)))));
  }
  source.fail(token.offset,
              fmt::format("{} is neither true, false, null nor a string in double quotes",
                          base::printable(token.text)));
}

[[noreturn]] void fail_key(const SourceText& source, const JsonToken& token) {
  if (token.text.starts_with('"')) fail_string(source, token);
  if (token.text.empty())
    source.fail(token.offset, "the file ends inside an object: '}' is missing");
  source.fail(token.offset, "a key in double quotes should stand here");
}

[[noreturn]] void fail_after_value(const SourceText& source, JsonScanner scanner, bool in_object) {
  const char close = in_object ? '}' : ']';
  const JsonToken token = scanner.next();
  if (token.text.empty()) {
    source.fail(token.offset, fmt::format("the file ends inside an {}: '{}' is missing",
                                          in_object ? "object" : "array", close));
  }
  if (token.text != ",") {
    const bool mismatch = token.text == "}" || token.text == "]" || token.text == ":";
    source.fail(token.offset,
                mismatch ? fmt::format("'{}' or ',' should stand here, not '{}'", close, token.text)
                         : "a ',' is missing before this");
  }
  const JsonToken behind = scanner.next();
  if (behind.text == "}" || behind.text == "]") {
    source.fail(token.offset, fmt::format("a ',' before '{}' is one too many", behind.text));
  }
  if (in_object) fail_key(source, behind);
  fail_value(source, behind);
}

} // namespace

void JsonScanner::skip_blanks() {
  const std::string_view text = source_.text();
  while (true) {
    at_ = std::min(text.find_first_not_of(k_blanks, at_), text.size());
    const std::string_view rest = text.substr(at_);
    if (rest.starts_with("//")) {
      at_ = std::min(text.find('\n', at_), text.size());
    } else if (rest.starts_with("/*")) {
      const std::size_t end = text.find("*/", at_ + 2);
      if (end == std::string_view::npos) source_.fail(at_, "the comment is not closed");
      at_ = end + 2;
    } else {
      return;
    }
  }
}

JsonToken JsonScanner::next() {
  skip_blanks();
  const std::string_view rest = source_.text().substr(at_);
  const JsonToken token{.offset = at_, .text = rest.substr(0, token_length(rest))};
  at_ += token.text.size();
  return token;
}

JsonToken JsonScanner::next_value() {
  JsonToken token = next();
  while (token.text == "," || token.text == ":")
    token = next();
  return token;
}

void fail_syntax(const SourceText& source, JsonScanner scanner, JsonState state) {
  JsonScanner ahead = scanner;
  const JsonToken token = ahead.next();
  switch (state) {
  case JsonState::nothing:
    if (token.text.empty()) source.fail(token.offset, "the file holds no policy");
    break;
  case JsonState::begun_array:
    if (token.text.empty()) fail_after_value(source, scanner, false);
    break;
  case JsonState::begun_object:
    fail_key(source, token);
  case JsonState::key:
    if (token.text != ":") source.fail(token.offset, "a ':' is missing behind the key");
    fail_value(source, ahead.next());
  case JsonState::array_value:
    fail_after_value(source, scanner, false);
  case JsonState::object_value:
    fail_after_value(source, scanner, true);
  case JsonState::all:
    source.fail(token.offset, "more text behind the end of the policy");
  }
  fail_value(source, token);
}

} // namespace package_audit::policy
