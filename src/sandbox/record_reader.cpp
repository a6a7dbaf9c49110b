#include "formats/fault.hpp"
#include "sandbox/fields.hpp"
#include "sandbox/protocol.hpp"

#include <algorithm>
#include <limits>

namespace package_audit::sandbox {

namespace {

constexpr std::size_t k_head_size = 5;
constexpr std::size_t k_max_text = std::size_t{16} << 20;
constexpr std::size_t k_reserve_from = 4096;
constexpr std::uint64_t k_max_reserved = 1'000'000;
constexpr std::uint64_t k_max_anomalies = 1000;
constexpr std::uint32_t k_last_mode = 07777;

void require(bool holds, std::string_view what) {
  if (!holds) fail_record(what);
}

std::uint64_t saturating_product(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t k_max = std::numeric_limits<std::uint64_t>::max();
  return b != 0 && a > k_max / b ? k_max : a * b;
}

// Maximum length of a name, also of a member of nested archives, and of an owner.
std::size_t max_name(const Limits& limits) {
  const std::uint64_t depth = std::min<std::uint64_t>(limits.nesting, k_max_text) + 1;
  const std::uint64_t part = std::min<std::uint64_t>(limits.path_length, k_max_text) + 2;
  const std::uint64_t name = std::max(saturating_product(part, depth), limits.header_size);
  return static_cast<std::size_t>(std::min<std::uint64_t>(name, k_max_text));
}

template <typename Enum>
Enum enumerator(FieldReader& fields, Enum last) {
  return static_cast<Enum>(fields.number_up_to<std::uint8_t>(static_cast<std::uint8_t>(last)));
}

bool is_link(EntryType type) {
  return type == EntryType::symlink || type == EntryType::hardlink;
}

Fact read_fact(FieldReader& fields) {
  Fact fact{.kind = enumerator(fields, FactKind::unread_structure)};
  fact.subject = fields.text(k_max_fact_text);
  fact.detail = fields.text(k_max_fact_text);
  fact.offset = fields.number<std::uint64_t>();
  fact.count = fields.number<std::uint32_t>();
  return fact;
}

Entry read_entry(FieldReader& fields, std::size_t longest) {
  Entry entry;
  entry.member = fields.text(longest);
  entry.path = fields.text(longest);
  entry.section = enumerator(fields, Section::metadata);
  entry.type = enumerator(fields, EntryType::unknown);
  entry.implicitly_allowed = fields.flag();
  const bool has_mode = fields.flag();
  const auto mode = fields.number_up_to<std::uint32_t>(has_mode ? k_last_mode : 0);
  if (has_mode) entry.mode = mode;
  entry.uid = fields.number<std::uint64_t>();
  entry.gid = fields.number<std::uint64_t>();
  entry.user = fields.text(longest);
  entry.group = fields.text(longest);
  entry.size = fields.number<std::uint64_t>();
  entry.mtime = static_cast<std::int64_t>(fields.number<std::uint64_t>());
  entry.link_target = fields.text(longest);
  entry.container = fields.number<std::uint32_t>();
  entry.sha256 = fields.digest();
  const auto facts = fields.number_up_to(static_cast<std::uint32_t>(k_max_facts));
  for (std::uint32_t i = 0; i < facts; ++i)
    entry.facts.push_back(read_fact(fields));
  return entry;
}

void validate(const Entry& entry) {
  const bool is_file = entry.type == EntryType::file;
  require(is_file || (entry.size == 0 && entry.sha256 == base::Sha256{} && entry.facts.empty()),
          "content of an entry that can have none");
  require(
      std::all_of(entry.facts.begin(), entry.facts.end(),
                  [&](const Fact& fact) { return fact.offset <= entry.size && fact.count > 0; }),
      "a fact of content that is not there");
  require(is_link(entry.type) || entry.link_target.empty(), "a link target of what is no link");
  const bool is_metadata = entry.section == Section::metadata;
  const bool is_nested = entry.container != Entry::k_no_container;
  require(is_metadata || (entry.path.empty() && (is_nested || !entry.implicitly_allowed)),
          "an entry that is metadata and is not");
}

} // namespace

void RecordReader::feed(std::span<const std::byte> bytes) {
  pending_.append(base::as_text(bytes));
  std::size_t done = 0;
  while (pending_.size() - done >= k_head_size) {
    FieldReader head(std::string_view(pending_).substr(done, k_head_size), "a damaged head");
    const auto kind = static_cast<RecordKind>(head.number<std::uint8_t>());
    const std::size_t length = head.number<std::uint32_t>();
    require(length <= max_length(kind), "a record that is too long");
    if (pending_.size() - done - k_head_size < length) break;
    charge_memory(length);
    parse_record(kind, std::string_view(pending_).substr(done + k_head_size, length));
    done += k_head_size + length;
  }
  pending_.erase(0, done);
}

std::size_t RecordReader::max_length(RecordKind kind) const {
  constexpr std::size_t k_texts = 5;
  constexpr std::size_t k_other_fields = 256;
  const std::size_t names = k_texts * max_name(limits_) + k_other_fields;
  switch (kind) {
  case RecordKind::entry:
    return names + k_max_facts * (2 * k_max_fact_text + k_other_fields);
  case RecordKind::notes:
    return names;
  default:
    return 2 * k_max_message + k_other_fields;
  }
}

void RecordReader::require_container(std::uint32_t container) const {
  require(container == Entry::k_no_container ||
              (container < artifact_.entries.size() &&
               artifact_.entries[container].type == EntryType::file),
          "an archive that is not there");
}

// Memory for the worker's records counts against limits.memory.
void RecordReader::charge_memory(std::size_t bytes) {
  charged_memory_ += bytes;
  if (charged_memory_ > limits_.memory) {
    throw formats::ReadFault(AnomalyKind::limit, limit_message(&Limits::memory, limits_));
  }
}

void RecordReader::parse_record(RecordKind kind, std::string_view payload) {
  switch (kind) {
  case RecordKind::layers:
    return parse_layers(payload);
  case RecordKind::format:
    return parse_format(payload);
  case RecordKind::entry:
    return parse_entry(payload);
  case RecordKind::anomaly:
    return parse_anomaly(payload);
  case RecordKind::notes:
    return parse_notes(payload);
  case RecordKind::complete:
    return parse_complete(payload);
  case RecordKind::failure:
    return parse_failure(payload);
  }
  fail_record("a record of unknown kind");
}

void RecordReader::parse_layers(std::string_view payload) {
  require(state_ == State::start, "its layers twice");
  FieldReader fields(payload, "a damaged list of layers");
  const LayerSet layers(fields.number_up_to(static_cast<std::uint8_t>(LayerSet::all().bits())));
  fields.require_end();
  fields.require(layers.has(Layer::process));
  layers_ = layers;
  state_ = State::ready;
}

void RecordReader::parse_format(std::string_view payload) {
  require(state_ == State::ready, "the format at the wrong place");
  FieldReader fields(payload, "an impossible format");
  const Format format = enumerator(fields, Format::directory);
  fields.require_end();
  fields.require(format != Format::unknown &&
                 (format == Format::directory) == (kind_ == InputKind::directory));
  artifact_.format = format;
  state_ = State::entries;
}

void RecordReader::parse_entry(std::string_view payload) {
  require(state_ == State::entries, "an entry at the wrong place");
  require(artifact_.entries.size() < limits_.entries, "more entries than are allowed");
  FieldReader fields(payload, "a damaged entry");
  Entry entry = read_entry(fields, max_name(limits_));
  fields.require_end();
  validate(entry);
  require(entry.size <= limits_.entry_size && entry.size <= limits_.unpacked_size - unpacked_,
          "an entry that is larger than is allowed");
  require_container(entry.container);
  if (entry.container != Entry::k_no_container) {
    require(entry.member.starts_with(artifact_.entries[entry.container].member + "!/"),
            "a member that is not named after its archive");
  }
  unpacked_ += entry.size;
  charge_memory(sizeof(Entry));
  // Reserve: a growing vector holds everything twice for a moment, and reserved memory is not used.
  if (artifact_.entries.size() == k_reserve_from) {
    artifact_.entries.reserve(static_cast<std::size_t>(std::min(limits_.entries, k_max_reserved)));
  }
  artifact_.entries.push_back(std::move(entry));
}

void RecordReader::parse_anomaly(std::string_view payload) {
  require(state_ == State::ready || state_ == State::entries || state_ == State::anomalies,
          "an anomaly at the wrong place");
  require(anomalies_ < k_max_anomalies, "too many anomalies");
  FieldReader fields(payload, "a damaged anomaly");
  Anomaly anomaly{.kind = enumerator(fields, AnomalyKind::limit)};
  anomaly.member = fields.text(k_max_message);
  anomaly.detail = fields.text(k_max_message);
  anomaly.container = fields.number<std::uint32_t>();
  fields.require_end();
  require_container(anomaly.container);
  artifact_.anomalies.push_back(std::move(anomaly));
  ++anomalies_;
  state_ = State::anomalies;
}

void RecordReader::parse_notes(std::string_view payload) {
  require(state_ == State::entries || state_ == State::anomalies, "notes at the wrong place");
  FieldReader fields(payload, "damaged notes");
  std::string package_name = fields.text(max_name(limits_));
  std::string build_host = fields.text(max_name(limits_));
  const bool lacks_checksum = fields.flag();
  fields.require_end();
  artifact_.package_name = std::move(package_name);
  artifact_.build_host = std::move(build_host);
  artifact_.lacks_checksum = lacks_checksum;
  state_ = State::notes;
}

void RecordReader::parse_complete(std::string_view payload) {
  require(state_ == State::notes, "its end at the wrong place");
  FieldReader fields(payload, "a damaged end");
  const auto entries = fields.number<std::uint64_t>();
  const auto anomalies = fields.number<std::uint64_t>();
  const base::Sha256 digest = fields.digest();
  fields.require_end();
  require(entries == artifact_.entries.size() && anomalies == anomalies_,
          "another number of entries than it says");
  require(kind_ == InputKind::package || digest == base::Sha256{}, "the digest of a folder");
  artifact_.sha256 = digest;
  state_ = State::complete;
}

void RecordReader::parse_failure(std::string_view payload) {
  require(state_ != State::start && state_ != State::complete && state_ != State::failed,
          "a failure at the wrong place");
  FieldReader fields(payload, "a damaged failure");
  std::string text = fields.text(k_max_message);
  fields.require_end();
  fields.require(!text.empty());
  failure_ = std::move(text);
  state_ = State::failed;
}

} // namespace package_audit::sandbox
