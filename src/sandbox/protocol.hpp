#pragma once

#include "model/artifact.hpp"
#include "model/policy.hpp"
#include "sandbox/layers.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// The records that the worker sends to its parent: one byte for the kind, four for the length of
// the payload, then the payload, all numbers little-endian. Their order:
//
//   layers  ( format entry* )?  anomaly*  notes  complete
//
// or any prefix of it followed by `failure`, when a file cannot be read; or `layers` alone, when a
// required layer is missing. The encoding of an artifact is unique.
namespace package_audit::sandbox {

enum class RecordKind : std::uint8_t {
  layers = 1,
  format,
  entry,
  anomaly,
  notes,
  complete,
  failure
};

// Maximum length in bytes of the text of an anomaly or a failure; longer ones are cut.
constexpr std::size_t k_max_message = 4096;
// Maximum number of facts of one entry, and of bytes in a text of one.
constexpr std::size_t k_max_facts = 1024;
constexpr std::size_t k_max_fact_text = 1024;

// Encodes records, in the worker.
class RecordWriter {
public:
  using Output = std::function<void(std::span<const std::byte>)>;
  explicit RecordWriter(Output output) : output_(std::move(output)) {}

  void layers(LayerSet layers);
  void format(Format format);
  void entry(const Entry& entry);
  // The rest of an artifact, beside its format and entries, then `complete`.
  void finish(const Artifact& artifact);
  void anomaly(const Anomaly& anomaly);
  void failure(std::string_view text);
  // Writes the buffered records.
  void flush();

private:
  void add(RecordKind kind, std::string_view payload);

  Output output_;
  std::string pending_;
  std::uint64_t entries_ = 0;
  std::uint64_t anomalies_ = 0;
};

enum class InputKind { package, directory };

// Decodes and validates records, in the parent, like hostile input. Adds them to an artifact at
// once.
class RecordReader {
public:
  // `artifact` and `limits` must outlive it.
  RecordReader(Artifact& artifact, const Limits& limits, InputKind kind)
      : artifact_(artifact), limits_(limits), kind_(kind) {}

  // Decodes the next bytes, of any length. Throws ReadFault for an invalid record and for more data
  // than the limits allow; no further call may follow.
  void feed(std::span<const std::byte> bytes);

  // The layers in force, once received.
  const std::optional<LayerSet>& layers() const { return layers_; }
  // The worker's message when it could not read the file.
  const std::optional<std::string>& failure() const { return failure_; }
  // True when `complete` was the last record.
  bool is_complete() const { return state_ == State::complete && pending_.empty(); }

private:
  enum class State { start, ready, entries, anomalies, notes, complete, failed };

  void parse_record(RecordKind kind, std::string_view payload);
  void parse_layers(std::string_view payload);
  void parse_format(std::string_view payload);
  void parse_entry(std::string_view payload);
  void parse_anomaly(std::string_view payload);
  void parse_notes(std::string_view payload);
  void parse_complete(std::string_view payload);
  void parse_failure(std::string_view payload);
  std::size_t max_length(RecordKind kind) const;
  void require_container(std::uint32_t container) const;
  void charge_memory(std::size_t bytes);

  Artifact& artifact_;
  const Limits& limits_;
  InputKind kind_;
  State state_ = State::start;
  std::optional<LayerSet> layers_{};
  std::optional<std::string> failure_{};
  std::string pending_;
  std::uint64_t anomalies_ = 0;
  std::uint64_t unpacked_ = 0;
  std::uint64_t charged_memory_ = 0;
};

} // namespace package_audit::sandbox
