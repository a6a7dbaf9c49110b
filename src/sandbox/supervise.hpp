#pragma once

#include "base/byte_source.hpp"
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

// What is to be read: an open package, or a folder.
struct Input {
  base::FileSource* package = nullptr;
  std::string folder{};
};

// Has a confined worker do a task and adds what it reports to `artifact`. Whatever is wrong with
// the worker (it dies, hangs, goes over a limit, says what no honest one says, stops early) is an
// anomaly; entries that came before it stay. Meanwhile the package is hashed here. Throws Error
// when the input cannot be read or changes, and when a layer is missing that must not.
class Supervisor {
public:
  // Starts the worker. All that is referred to must outlive it.
  Supervisor(const Task& task, const Input& input, const Limits& limits,
             const Confinement& confinement, Artifact& artifact);

  // Where the worker speaks, until is_done().
  int output() const { return worker_.output(); }
  Deadline deadline() const { return deadline_; }
  // True when the worker has said all that it will.
  bool is_done() const { return is_done_; }
  // Takes what the worker has said; to be called when there is something, or nothing any more.
  void listen();
  // Ends it all when the deadline has passed.
  void keep_to_time();
  // Whether a part of the package is not hashed yet.
  bool has_to_hash() const { return !hashed_; }
  void hash_block();
  // Waits for the worker's end and adds the verdict on it. Only when is_done().
  void finish();

private:
  bool is_package() const { return input_.package != nullptr; }
  bool lacks_layers() const;
  void fail(formats::ReadFault& fault);
  void over_time();
  void finish_hashing();
  void judge(std::optional<int> status) const;
  void require_layers() const;
  void confirm();
  base::Sha256 confirmed_digest();

  const Input& input_;
  const Limits& limits_;
  Confinement confinement_;
  Artifact& artifact_;
  Deadline deadline_;
  bool hashed_ = true;
  bool is_done_ = false;
  // Ended by a fault that is among the anomalies already.
  bool is_faulty_ = false;
  bool is_over_time_ = false;
  RecordReader records_;
  Worker worker_;
};

// Waits until one of `talking` has something to say and takes it; hashes their packages as long as
// none has. Drops those that are done from the list, and is true when it has dropped one.
bool listen_to_some(std::vector<Supervisor*>& talking);

// One worker from its start to the verdict.
void supervise(const Task& task, const Input& input, const Limits& limits,
               const Confinement& confinement, Artifact& artifact);

// The task that reads `input`. `signatures` must outlive it.
Task reading_task(const Input& input, const Limits& limits,
                  const content::signatures::SignatureSet& signatures);

} // namespace package_audit::sandbox
