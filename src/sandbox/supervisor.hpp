#pragma once

#include "base/byte_source.hpp"
#include "base/hashing_source.hpp"
#include "content/inspect.hpp"
#include "formats/fault.hpp"
#include "model/artifact.hpp"
#include "model/policy.hpp"
#include "sandbox/protocol.hpp"
#include "sandbox/worker.hpp"

#include <optional>
#include <string>
#include <vector>

namespace package_audit::sandbox {

// The input of a reading: an open package, or a directory.
struct Input {
  base::FileSource* package = nullptr;
  std::string directory{};
};

// Runs a task in a confined worker and adds its records to `artifact`. A worker that dies, hangs,
// exceeds a limit, sends an invalid record or stops early is an anomaly; entries received before
// stay. The package is hashed in this process meanwhile. Throws Error when the input cannot be read
// or changes, and when a required layer is missing.
class Supervisor {
public:
  // Starts the worker. All references must outlive the supervisor.
  Supervisor(const Task& task, const Input& input, const Limits& limits,
             const Confinement& confinement, Artifact& artifact);

  // The descriptor to poll until is_done().
  int output() const { return worker_.output(); }
  Deadline deadline() const { return deadline_; }
  // True after the last record.
  bool is_done() const { return is_done_; }
  // Reads the available records. Call it when output() is readable or closed.
  void read_records();
  // Kills the worker after the deadline.
  void enforce_deadline();
  // Whether a part of the package is not hashed yet.
  bool is_hashing() const { return !hashed_; }
  void hash_block();
  // Waits for the worker's exit and evaluates it. Only when is_done().
  void finish();

private:
  bool is_package() const { return input_.package != nullptr; }
  bool lacks_layers() const;
  void fail(formats::ReadFault& fault);
  [[noreturn]] void time_out();
  void finish_hashing();
  void check_exit_status(std::optional<int> status) const;
  void require_layers() const;
  void verify_input();
  base::Sha256 verified_digest();

  const Input& input_;
  const Limits& limits_;
  Confinement confinement_;
  Artifact& artifact_;
  Deadline deadline_;
  // Of the package, which the worker hashes too.
  std::optional<base::HashingSource> hashing_;
  bool hashed_ = true;
  bool is_done_ = false;
  // Stopped by a fault that was added to the anomalies.
  bool is_faulty_ = false;
  bool has_timed_out_ = false;
  RecordReader records_;
  Worker worker_;
};

// Waits until a worker of `active` sends records and reads them; hashes packages while none does.
// Erases finished supervisors from `active` and returns true when there was one.
bool poll_workers(std::vector<Supervisor*>& active);

// The task that reads `input`. `signatures` must outlive it.
Task reading_task(const Input& input, const Limits& limits,
                  const content::signatures::SignatureSet& signatures);

} // namespace package_audit::sandbox
