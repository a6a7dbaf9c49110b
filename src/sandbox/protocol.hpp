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

// What the worker tells its parent, as records: one byte for the kind, four for the length of what
// follows, then that, all numbers little-endian. Their order:
//
//   layers  ( format entry* )?  anomaly*  notes  complete
//
// or any beginning of it with `failure` behind, where a file cannot be read; or `layers` alone,
// where the parent will not do without those that are missing. There is exactly one way to encode
// an artifact.
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

// The most bytes that the text of an anomaly or a failure keeps.
constexpr std::size_t k_longest_message = 4096;
// The most facts of one entry, and bytes that a text of one keeps.
constexpr std::size_t k_most_facts = 1024;
constexpr std::size_t k_longest_fact = 1024;

// The worker's side.
class RecordWriter {
public:
  using Output = std::function<void(std::span<const std::byte>)>;
  explicit RecordWriter(Output output) : output_(std::move(output)) {}

  void layers(LayerSet layers);
  void format(Format format);
  void entry(const Entry& entry);
  // What an artifact holds beside its format and entries, then `complete`.
  void rest(const Artifact& artifact);
  void anomaly(const Anomaly& anomaly);
  void failure(std::string_view text);
  // Hands on what is still held back.
  void flush();

private:
  void add(RecordKind kind, std::string_view payload);

  Output output_;
  std::string pending_;
  std::uint64_t entries_ = 0;
  std::uint64_t anomalies_ = 0;
};

enum class Subject { package, folder };

// The parent's side: believes nothing. What it takes is added to an artifact at once.
class RecordReader {
public:
  // `artifact` and `limits` must outlive it.
  RecordReader(Artifact& artifact, const Limits& limits, Subject subject)
      : artifact_(artifact), limits_(limits), subject_(subject) {}

  // The next bytes, however they are cut. Throws ReadFault for what no honest worker sends, and
  // when it sends more than the limits allow; nothing may be taken after that.
  void take(std::span<const std::byte> bytes);

  // The layers, once they are known.
  const std::optional<LayerSet>& layers() const { return layers_; }
  // Why the worker could not read the file, in its own words.
  const std::optional<std::string>& failure() const { return failure_; }
  // True when `complete` has come and nothing behind it.
  bool is_complete() const { return state_ == State::complete && pending_.empty(); }

private:
  enum class State { start, ready, entries, anomalies, notes, complete, failed };

  void take_record(RecordKind kind, std::string_view payload);
  void take_layers(std::string_view payload);
  void take_format(std::string_view payload);
  void take_entry(std::string_view payload);
  void take_anomaly(std::string_view payload);
  void take_notes(std::string_view payload);
  void take_complete(std::string_view payload);
  void take_failure(std::string_view payload);
  std::size_t longest(RecordKind kind) const;
  void require_container(std::uint32_t container) const;
  void weigh(std::size_t bytes);

  Artifact& artifact_;
  const Limits& limits_;
  Subject subject_;
  State state_ = State::start;
  std::optional<LayerSet> layers_{};
  std::optional<std::string> failure_{};
  std::string pending_;
  std::uint64_t anomalies_ = 0;
  std::uint64_t unpacked_ = 0;
  std::uint64_t weight_ = 0;
};

} // namespace package_audit::sandbox
