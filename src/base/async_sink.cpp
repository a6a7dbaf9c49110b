#include "base/async_sink.hpp"

#include <utility>

namespace package_audit::base {

AsyncSink::~AsyncSink() {
  queue_.cancel();
}

std::unique_ptr<AsyncSink> AsyncSink::start(ThreadPool& pool, Consume consume) {
  std::unique_ptr<AsyncSink> sink(new AsyncSink(std::move(consume)));
  sink->running_ = pool.try_run([self = sink.get()] { self->consume_all(); });
  return sink->running_ ? std::move(sink) : nullptr;
}

// Behind a fault the rest is dropped, so that put() never waits for a thread that has stopped.
void AsyncSink::consume_all() noexcept {
  try {
    for (auto bytes = queue_.pop(); !bytes.empty(); bytes = queue_.pop()) {
      try {
        if (!fault_) consume_(bytes);
      } catch (...) {
        fault_ = std::current_exception();
      }
    }
  } catch (const Cancelled&) {
    return;
  }
}

void AsyncSink::finish() {
  queue_.close();
  running_.reset();
  if (fault_) std::rethrow_exception(fault_);
}

} // namespace package_audit::base
