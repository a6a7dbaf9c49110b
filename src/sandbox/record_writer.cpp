#include "sandbox/fields.hpp"
#include "sandbox/protocol.hpp"

namespace package_audit::sandbox {

namespace {

// Bytes of one write: a fraction of a pipe's capacity, small enough to lose little when the worker
// is killed.
constexpr std::size_t k_buffer_size = std::size_t{16} << 10;

} // namespace

void RecordWriter::add(RecordKind kind, std::string_view payload) {
  FieldWriter head;
  head.number(static_cast<std::uint8_t>(kind));
  head.number(static_cast<std::uint32_t>(payload.size()));
  pending_ += head.bytes();
  pending_ += payload;
  if (pending_.size() >= k_buffer_size) flush();
}

void RecordWriter::flush() {
  output_(std::as_bytes(std::span(pending_)));
  pending_.clear();
}

void RecordWriter::layers(LayerSet layers) {
  FieldWriter fields;
  fields.number(static_cast<std::uint8_t>(layers.bits()));
  add(RecordKind::layers, fields.bytes());
}

void RecordWriter::format(Format format) {
  FieldWriter fields;
  fields.number(static_cast<std::uint8_t>(format));
  add(RecordKind::format, fields.bytes());
}

void RecordWriter::entry(const Entry& entry) {
  // Names every field, so that a new one cannot be forgotten here.
  const auto& [member, path, section, type, implicitly_allowed, mode, uid, gid, user, group, size,
               mtime, link_target, container, digest, facts] = entry;
  FieldWriter fields;
  fields.text(member);
  fields.text(path);
  fields.number(static_cast<std::uint8_t>(section));
  fields.number(static_cast<std::uint8_t>(type));
  fields.number(static_cast<std::uint8_t>(implicitly_allowed));
  fields.number(static_cast<std::uint8_t>(mode.has_value()));
  fields.number(mode.value_or(0));
  fields.number(uid);
  fields.number(gid);
  fields.text(user);
  fields.text(group);
  fields.number(size);
  fields.number(static_cast<std::uint64_t>(mtime));
  fields.text(link_target);
  fields.number(container);
  fields.digest(digest);
  fields.number(static_cast<std::uint32_t>(facts.size()));
  for (const auto& [fact, subject, detail, offset, count] : facts) {
    fields.number(static_cast<std::uint8_t>(fact));
    fields.text(std::string_view(subject).substr(0, k_max_fact_text));
    fields.text(std::string_view(detail).substr(0, k_max_fact_text));
    fields.number(offset);
    fields.number(count);
  }
  add(RecordKind::entry, fields.bytes());
  ++entries_;
}

void RecordWriter::anomaly(const Anomaly& anomaly) {
  const auto& [kind, member, detail, container] = anomaly;
  FieldWriter fields;
  fields.number(static_cast<std::uint8_t>(kind));
  fields.text(std::string_view(member).substr(0, k_max_message));
  fields.text(std::string_view(detail).substr(0, k_max_message));
  fields.number(container);
  add(RecordKind::anomaly, fields.bytes());
  ++anomalies_;
}

void RecordWriter::finish(const Artifact& artifact) {
  // As above. The parent knows the name, the size and the layers; entries and format went before.
  const auto& [name, format, size, digest, package_name, build_host, lacks_checksum, sandbox,
               entries, anomalies] = artifact;
  for (const Anomaly& found : anomalies)
    anomaly(found);
  FieldWriter notes;
  notes.text(package_name);
  notes.text(build_host);
  notes.number(static_cast<std::uint8_t>(lacks_checksum));
  add(RecordKind::notes, notes.bytes());
  FieldWriter end;
  end.number(entries_);
  end.number(anomalies_);
  end.digest(digest);
  add(RecordKind::complete, end.bytes());
  flush();
}

void RecordWriter::failure(std::string_view text) {
  FieldWriter fields;
  fields.text(text.substr(0, k_max_message));
  add(RecordKind::failure, fields.bytes());
  flush();
}

} // namespace package_audit::sandbox
