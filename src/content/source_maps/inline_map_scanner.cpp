#include "content/source_maps/inline_map_scanner.hpp"

#include "base/base64.hpp"
#include "base/bytes.hpp"
#include "content/facts.hpp"
#include "content/source_maps/source_map.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace package_audit::content::source_maps {

namespace {

constexpr std::string_view k_prefix = "sourceMappingURL=data:";
// Media type and parameters.
constexpr std::size_t k_max_type_size = 256;

constexpr std::size_t k_overlap_size = k_prefix.size() - 1;
// Its rarest letter in scripts and programs.
constexpr std::size_t k_rare_letter = k_prefix.find('U');

// Offset of k_prefix in `text`, or npos.
std::size_t find_prefix(std::string_view text) {
  for (std::size_t at = text.find(k_prefix[k_rare_letter], k_rare_letter);
       at != std::string_view::npos; at = text.find(k_prefix[k_rare_letter], at + 1)) {
    if (text.substr(at - k_rare_letter).starts_with(k_prefix)) return at - k_rare_letter;
  }
  return std::string_view::npos;
}

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view("+/-_=").find(c) != std::string_view::npos;
}

// Percent-encoded bodies contain no quotes and blanks; plain JSON does, up to the end of its line.
bool is_encoded(char c) {
  return c > ' ' && std::string_view("\"'`*\\)<>").find(c) == std::string_view::npos;
}

bool is_in_line(char c) {
  return c != '\n' && c != '\r' && c != '\0';
}

// "%41" becomes "A"; other text stays.
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

void InlineMapScanner::data(std::span<const std::byte> bytes) {
  read(base::as_text(bytes));
}

void InlineMapScanner::read(std::string_view text) {
  while (!text.empty()) {
    const std::size_t before = text.size();
    if (!url_) {
      text = search(text);
    } else {
      text = url_->encoding == Encoding::unknown ? read_type(text) : read_body(text);
    }
    position_ += before - text.size();
    if (url_ && url_->encoding == Encoding::none) search_type();
  }
}

// Text taken for a type may contain the prefix of another URL.
void InlineMapScanner::search_type() {
  const std::string type = std::exchange(url_, std::nullopt)->type;
  position_ -= type.size();
  read(type);
}

std::string_view InlineMapScanner::search(std::string_view text) {
  const auto begin_url = [&](std::size_t taken) {
    overlap_.clear();
    url_ = Url{.offset = position_ + taken};
    return text.substr(taken);
  };
  // A prefix that began in an earlier block.
  const std::size_t kept = overlap_.size();
  overlap_ += text.substr(0, k_overlap_size);
  if (const std::size_t at = overlap_.find(k_prefix); at != std::string::npos)
    return begin_url(at + k_prefix.size() - kept);
  if (const std::size_t at = find_prefix(text); at != std::string_view::npos)
    return begin_url(at + k_prefix.size());
  if (text.size() > k_overlap_size) overlap_ = text.substr(text.size() - k_overlap_size);
  overlap_.erase(0, overlap_.size() - std::min(overlap_.size(), k_overlap_size));
  return {};
}

// Text without a comma is no type.
std::string_view InlineMapScanner::read_type(std::string_view text) {
  const std::string_view possible = text.substr(0, k_max_type_size - url_->type.size());
  const auto end = std::find_if(possible.begin(), possible.end(),
                                [](char c) { return c == ',' || !is_in_line(c); });
  const auto size = static_cast<std::size_t>(end - possible.begin());
  url_->type += possible.substr(0, size);
  text.remove_prefix(size);
  if (url_->type.size() == k_max_type_size || (!text.empty() && text.front() != ',')) {
    url_->encoding = Encoding::none;
  } else if (!text.empty()) {
    url_->encoding = url_->type.ends_with(";base64") ? Encoding::base64 : Encoding::plain;
    text.remove_prefix(1);
  }
  return text;
}

std::string_view InlineMapScanner::read_body(std::string_view text) {
  const bool is_json = (url_->body.empty() ? text : url_->body).front() == '{';
  bool (*const is_part)(char) = url_->encoding == Encoding::base64 ? is_base64
                                : is_json                          ? is_in_line
                                                                   : is_encoded;
  const auto end = std::find_if_not(text.begin(), text.end(), is_part);
  const std::string_view part = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  const std::size_t taken = std::min(part.size(), k_max_body_size - url_->body.size());
  url_->body += part.substr(0, taken);
  url_->is_cut = url_->is_cut || taken < part.size();
  if (end != text.end()) finish_url();
  return text.substr(part.size());
}

void InlineMapScanner::finish_url() {
  const Url url = *std::exchange(url_, std::nullopt);
  if (url.is_cut) {
    add_unread_structure(facts_, k_subject, {.reason = "it is too long", .offset = url.offset});
    return;
  }
  std::string json =
      url.encoding == Encoding::base64 ? base::decode_base64(url.body) : decode_percent(url.body);
  // The end of a comment follows.
  if (const std::size_t last = json.rfind('}'); last != std::string::npos) json.resize(last + 1);
  read_source_map(json, k_subject, url.offset, facts_);
}

void InlineMapScanner::finish(std::vector<Fact>& facts) {
  if (url_) finish_url();
  facts.insert(facts.end(), std::make_move_iterator(facts_.begin()),
               std::make_move_iterator(facts_.end()));
  *this = {};
}

} // namespace package_audit::content::source_maps
