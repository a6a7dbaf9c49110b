#include "content/source_maps/inline_maps.hpp"

#include "base/base64.hpp"
#include "base/bytes.hpp"
#include "content/facts.hpp"
#include "content/readers.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace package_audit::content::source_maps {

namespace {

constexpr std::string_view k_begin = "sourceMappingURL=data:";
// Longer than any type and its parameters.
constexpr std::size_t k_longest_type = 256;

constexpr std::size_t k_border = k_begin.size() - 1;
// The letter of it that is rarest in scripts and programs.
constexpr std::size_t k_rare = k_begin.find('U');

// Where k_begin is in `text`, or npos.
std::size_t find_begin(std::string_view text) {
  for (std::size_t at = text.find(k_begin[k_rare], k_rare); at != std::string_view::npos;
       at = text.find(k_begin[k_rare], at + 1)) {
    if (text.substr(at - k_rare).starts_with(k_begin)) return at - k_rare;
  }
  return std::string_view::npos;
}

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view("+/-_=").find(c) != std::string_view::npos;
}

// What is encoded holds no quotes and blanks; JSON as it is does, up to the end of its line.
bool is_encoded(char c) {
  return c > ' ' && std::string_view("\"'`*\\)<>").find(c) == std::string_view::npos;
}

bool is_in_line(char c) {
  return c != '\n' && c != '\r' && c != '\0';
}

// Of "%41" the A; other text as it is.
std::string decode_percent(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* const digits = text.data() + i + 1;
    const bool is_whole = text[i] == '%' && i + 2 < text.size();
    if (is_whole && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
      bytes += static_cast<char>(value);
      i += 2;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

} // namespace

void InlineMaps::data(std::span<const std::byte> bytes) {
  read(base::as_text(bytes));
}

void InlineMaps::read(std::string_view text) {
  while (!text.empty()) {
    const std::size_t before = text.size();
    if (!url_) {
      text = search(text);
    } else {
      text = url_->encoding == Encoding::unknown ? read_type(text) : read_body(text);
    }
    position_ += before - text.size();
    if (url_ && url_->encoding == Encoding::none) read_again();
  }
}

// What was taken for a type may hold the begin of another one.
void InlineMaps::read_again() {
  const std::string taken = std::exchange(url_, std::nullopt)->type;
  position_ -= taken.size();
  read(taken);
}

std::string_view InlineMaps::search(std::string_view text) {
  const auto begin_url = [&](std::size_t taken) {
    border_.clear();
    url_ = Url{.offset = position_ + taken};
    return text.substr(taken);
  };
  // One that begins in what came before.
  const std::size_t kept = border_.size();
  border_ += text.substr(0, k_border);
  if (const std::size_t at = border_.find(k_begin); at != std::string::npos)
    return begin_url(at + k_begin.size() - kept);
  if (const std::size_t at = find_begin(text); at != std::string_view::npos)
    return begin_url(at + k_begin.size());
  if (text.size() > k_border) border_ = text.substr(text.size() - k_border);
  border_.erase(0, border_.size() - std::min(border_.size(), k_border));
  return {};
}

// A type that has no end is none.
std::string_view InlineMaps::read_type(std::string_view text) {
  const std::string_view possible = text.substr(0, k_longest_type - url_->type.size());
  const auto end = std::find_if(possible.begin(), possible.end(),
                                [](char c) { return c == ',' || !is_in_line(c); });
  const auto size = static_cast<std::size_t>(end - possible.begin());
  url_->type += possible.substr(0, size);
  text.remove_prefix(size);
  if (url_->type.size() == k_longest_type || (!text.empty() && text.front() != ',')) {
    url_->encoding = Encoding::none;
  } else if (!text.empty()) {
    url_->encoding = url_->type.ends_with(";base64") ? Encoding::base64 : Encoding::plain;
    text.remove_prefix(1);
  }
  return text;
}

std::string_view InlineMaps::read_body(std::string_view text) {
  const bool is_json = (url_->body.empty() ? text : url_->body).front() == '{';
  bool (*const belongs)(char) = url_->encoding == Encoding::base64 ? is_base64
                                : is_json                          ? is_in_line
                                                                   : is_encoded;
  const auto end = std::find_if_not(text.begin(), text.end(), belongs);
  const std::string_view part = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  const std::size_t taken = std::min(part.size(), k_longest - url_->body.size());
  url_->body += part.substr(0, taken);
  url_->is_cut = url_->is_cut || taken < part.size();
  if (end != text.end()) judge();
  return text.substr(part.size());
}

void InlineMaps::judge() {
  const Url url = *std::exchange(url_, std::nullopt);
  if (url.is_cut) {
    add_unread(facts_, k_subject, {.why = "it is too long", .offset = url.offset});
    return;
  }
  std::string json =
      url.encoding == Encoding::base64 ? base::decode_base64(url.body) : decode_percent(url.body);
  // Behind it stands the end of the comment.
  if (const std::size_t last = json.rfind('}'); last != std::string::npos) json.resize(last + 1);
  judge_source_map(json, k_subject, url.offset, facts_);
}

void InlineMaps::finish(std::vector<Fact>& facts) {
  if (url_) judge();
  facts.insert(facts.end(), std::make_move_iterator(facts_.begin()),
               std::make_move_iterator(facts_.end()));
  *this = {};
}

} // namespace package_audit::content::source_maps
