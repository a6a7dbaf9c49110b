#include "content/source_maps/source_map.hpp"

#include "content/facts.hpp"
#include "content/structure.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace package_audit::content::source_maps {

namespace {

// Of nested values. Files with more are searched for keys; an index map has four levels.
constexpr std::size_t k_max_depth = 64;

constexpr std::string_view k_blanks = " \t\r\n";

enum class Key { other, mappings, sources, sources_content, source_root };

Key key_of(std::string_view name) {
  if (name == "mappings" || name == "sections") return Key::mappings;
  if (name == "sources") return Key::sources;
  if (name == "sourcesContent") return Key::sources_content;
  return name == "sourceRoot" ? Key::source_root : Key::other;
}

bool has_key(std::string_view text, std::string_view name) {
  return text.find('"' + std::string(name) + '"') != std::string_view::npos;
}

bool may_be_map(std::string_view text) {
  return (has_key(text, "mappings") || has_key(text, "sections")) &&
         (has_key(text, "sources") || has_key(text, "sourcesContent") ||
          has_key(text, "sourceRoot"));
}

// An absolute path of any system, or a URL. URLs that bundlers make up as names of modules are
// neither.
bool leads_outside(std::string_view name) {
  constexpr std::array<std::string_view, 5> k_bundlers{"webpack", "webpack-internal", "turbopack",
                                                       "ng", "rollup"};
  if (name.starts_with('/') || name.starts_with('\\')) return name.size() > 1;
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view rest = name.substr(colon + 1);
  if (colon == 1) return rest.starts_with('/') || rest.starts_with('\\');
  const std::string_view scheme = name.substr(0, colon);
  return rest.starts_with("//") &&
         std::find(k_bundlers.begin(), k_bundlers.end(), scheme) == k_bundlers.end();
}

// Contents of a map, or of all maps of a file.
struct Contents {
  std::uint32_t sources = 0; // with text
  std::optional<std::string> first_source{};
  std::optional<std::string> first_outside{};

  void add_source(const std::string& source) {
    if (!first_source) first_source = truncated(source);
    if (!first_outside && leads_outside(source)) first_outside = truncated(source);
  }
  void add(Contents other) {
    sources += other.sources;
    if (!first_source) first_source = std::move(other.first_source);
    if (!first_outside) first_outside = std::move(other.first_outside);
  }
};

// Collects the contents of all objects with mappings, at any depth: index maps, and the caches and
// statistics of bundlers, contain many.
class MapHandler final : public nlohmann::json_sax<nlohmann::json> {
public:
  const Contents& contents() const { return contents_; }
  bool is_too_deep() const { return is_too_deep_; }

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool string(string_t& value) override;
  bool key(string_t& name) override;
  bool start_object(std::size_t /*size*/) override {
    open(false);
    return true;
  }
  bool start_array(std::size_t /*size*/) override {
    open(true);
    return true;
  }
  bool end_object() override {
    close();
    return true;
  }
  bool end_array() override {
    close();
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return false;
  }

private:
  struct Level {
    bool is_array = false;
    // Of an object, its last key; of an array, the key that it is the value of.
    Key key = Key::other;
    bool is_map = false;
    Contents contents{};
  };

  void open(bool is_array);
  void close();

  std::vector<Level> levels_;
  std::size_t skipped_levels_ = 0;
  bool is_too_deep_ = false;
  Contents contents_;
};

void MapHandler::open(bool is_array) {
  if (skipped_levels_ > 0 || levels_.size() == k_max_depth) {
    ++skipped_levels_;
    is_too_deep_ = true;
    return;
  }
  const bool is_value = !levels_.empty() && !levels_.back().is_array;
  const Key key = is_array && is_value ? levels_.back().key : Key::other;
  Level& level = levels_.emplace_back();
  level.is_array = is_array;
  level.key = key;
}

void MapHandler::close() {
  if (skipped_levels_ > 0) {
    --skipped_levels_;
    return;
  }
  if (levels_.back().is_map) contents_.add(std::move(levels_.back().contents));
  levels_.pop_back();
}

bool MapHandler::key(string_t& name) {
  if (skipped_levels_ > 0) return true;
  levels_.back().key = key_of(name);
  if (levels_.back().key == Key::mappings) levels_.back().is_map = true;
  return true;
}

bool MapHandler::string(string_t& value) {
  if (skipped_levels_ > 0 || levels_.empty()) return true;
  Level& level = levels_.back();
  if (!level.is_array) {
    if (level.key == Key::source_root && leads_outside(value) && !level.contents.first_outside) {
      level.contents.first_outside = truncated(value);
    }
    return true;
  }
  if (level.key == Key::sources) levels_[levels_.size() - 2].contents.add_source(value);
  if (level.key == Key::sources_content && !value.empty()) {
    ++levels_[levels_.size() - 2].contents.sources;
  }
  return true;
}

void add_map(const Contents& contents, std::string_view subject, std::uint64_t offset,
             std::vector<Fact>& facts) {
  if (contents.sources > 0) {
    std::string detail =
        fmt::format("{} {}", contents.sources, contents.sources == 1 ? "source" : "sources");
    if (contents.first_source) detail += ", the first is " + *contents.first_source;
    add_fact(facts, {.kind = FactKind::source_map,
                     .subject = std::string(subject),
                     .detail = std::move(detail),
                     .offset = offset});
  } else if (contents.first_outside) {
    add_fact(facts, {.kind = FactKind::source_reference,
                     .subject = std::string(subject),
                     .detail = *contents.first_outside,
                     .offset = offset});
  }
}

// For text that is invalid or not buffered as a whole: a map by its keys.
template <class HasKey>
void add_facts_by_keys(HasKey has, std::string_view subject, std::uint64_t offset,
                       std::vector<Fact>& facts) {
  const bool is_map = has("mappings") || has("sections");
  const bool has_content = is_map && has("sourcesContent");
  if (!has_content && !(has("mappings") && has("sources"))) return;
  add_fact(facts, {.kind = has_content ? FactKind::source_map : FactKind::unread_structure,
                   .subject = std::string(subject),
                   .detail = "it is not whole, or no valid JSON",
                   .offset = offset});
}

// The object behind a byte order mark and the line that keeps browsers from running JSON as a
// script (ECMA-426, "Fetching Source Maps"); empty for other text.
std::string_view find_object(std::string_view text) {
  constexpr std::string_view k_mark = "\xEF\xBB\xBF";
  constexpr std::string_view k_guard = ")]}";
  if (text.starts_with(k_mark)) text.remove_prefix(k_mark.size());
  const bool is_guarded = text.starts_with(k_guard);
  const std::size_t begin =
      is_guarded ? text.find('{', k_guard.size()) : text.find_first_not_of(k_blanks);
  if (begin == std::string_view::npos || text[begin] != '{') return {};
  // Programs and texts begin with a brace too; in an object a key follows.
  const std::size_t key = text.find_first_not_of(k_blanks, begin + 1);
  if (key != std::string_view::npos && text[key] != '"') return {};
  return text.substr(begin);
}

} // namespace

bool is_json_object(std::string_view head) {
  // An object may follow behind a head of blanks, or behind the rest of the guard line.
  return !find_object(head).empty() || head.starts_with(")]}") ||
         (head.size() >= k_structure_head_size &&
          head.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string_view::npos);
}

void read_source_map(std::string_view json, std::string_view subject, std::uint64_t offset,
                     std::vector<Fact>& facts) {
  const std::string_view object = find_object(json);
  if (!may_be_map(object)) return;
  MapHandler handler;
  // The parser is not recursive and takes a bit for each open bracket.
  const bool is_valid = nlohmann::json::sax_parse(object.begin(), object.end(), &handler);
  if (is_valid && !handler.is_too_deep()) {
    add_map(handler.contents(), subject, offset, facts);
  } else {
    add_facts_by_keys([&](std::string_view name) { return has_key(object, name); }, subject, offset,
                      facts);
  }
}

void read_source_map(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  constexpr std::string_view k_subject = "source map";
  if (bytes.is_whole()) {
    read_source_map(*bytes.at(0, bytes.size()), k_subject, 0, facts);
    return;
  }
  const std::string_view head = *bytes.at(0, HeadTailBuffer::k_head_size);
  const std::string_view tail =
      *bytes.at(bytes.size() - HeadTailBuffer::k_tail_size, HeadTailBuffer::k_tail_size);
  add_facts_by_keys(
      [&](std::string_view name) { return has_key(head, name) || has_key(tail, name); }, k_subject,
      0, facts);
}

} // namespace package_audit::content::source_maps
