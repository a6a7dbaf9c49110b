// Spelling of the enumerations of the model, in one place.

#include "model/artifact.hpp"
#include "model/fact.hpp"
#include "model/finding.hpp"
#include "model/result.hpp"
#include "model/signature.hpp"

namespace package_audit {

std::string_view to_string(EntryType type) {
  switch (type) {
  case EntryType::file:
    return "file";
  case EntryType::directory:
    return "directory";
  case EntryType::symlink:
    return "symlink";
  case EntryType::hardlink:
    return "hardlink";
  case EntryType::character_device:
    return "character-device";
  case EntryType::block_device:
    return "block-device";
  case EntryType::fifo:
    return "fifo";
  case EntryType::socket:
    return "socket";
  case EntryType::unknown:
    return "unknown";
  }
  return "unknown";
}

std::string_view to_string(AnomalyKind kind) {
  switch (kind) {
  case AnomalyKind::unknown_format:
    return "unknown-format";
  case AnomalyKind::format_mismatch:
    return "format-mismatch";
  case AnomalyKind::damaged:
    return "damaged";
  case AnomalyKind::unexpected_bytes:
    return "unexpected-bytes";
  case AnomalyKind::ambiguous:
    return "ambiguous";
  case AnomalyKind::encrypted:
    return "encrypted";
  case AnomalyKind::limit:
    return "limit";
  }
  return "damaged";
}

std::string_view to_string(Severity severity) {
  switch (severity) {
  case Severity::off:
    return "off";
  case Severity::note:
    return "note";
  case Severity::warning:
    return "warning";
  case Severity::error:
    return "error";
  }
  return "error";
}

std::string_view to_string(Verdict verdict) {
  return verdict == Verdict::accepted ? "accepted" : "refused";
}

std::string_view to_string(FactKind kind) {
  switch (kind) {
  case FactKind::signature:
    return "signature";
  case FactKind::debug_info:
    return "debug-info";
  case FactKind::debug_reference:
    return "debug-reference";
  case FactKind::embedded_source:
    return "embedded-source";
  case FactKind::symbol_table:
    return "symbol-table";
  case FactKind::link_time_code:
    return "link-time-code";
  case FactKind::command_line:
    return "command-line";
  case FactKind::run_path:
    return "run-path";
  case FactKind::core_dump:
    return "core-dump";
  case FactKind::source_map:
    return "source-map";
  case FactKind::source_reference:
    return "source-reference";
  case FactKind::trailing_data:
    return "trailing-data";
  case FactKind::unread_structure:
    return "unread-structure";
  }
  return "unknown";
}

std::string_view to_string(Validator validator) {
  switch (validator) {
  case Validator::not_placeholder:
    return "not-placeholder";
  case Validator::random:
    return "random";
  case Validator::base62_crc32:
    return "base62-crc32";
  case Validator::key_body:
    return "key-body";
  case Validator::json_object:
    return "json-object";
  }
  return "unknown";
}

std::optional<Validator> parse_validator(std::string_view text) {
  using enum Validator;
  for (const Validator validator : {not_placeholder, random, base62_crc32, key_body, json_object}) {
    if (to_string(validator) == text) return validator;
  }
  return std::nullopt;
}

} // namespace package_audit
