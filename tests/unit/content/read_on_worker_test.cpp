#include "base/digest.hpp"
#include "base/error.hpp"
#include "content/read_on_worker.hpp"
#include "formats/fault.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace package_audit::content {
namespace {

using Read = std::function<void(formats::EntryVisitor&)>;

void add(formats::EntryVisitor& visitor, const std::string& name, const std::string& content) {
  visitor.begin({.member = name});
  visitor.data(std::as_bytes(std::span(content)));
  visitor.end();
}

// Keeps all calls, with and without digests.
class Recorder final : public EntryListener {
public:
  void begin(Entry entry) override { recorder.begin(std::move(entry)); }
  void data(std::span<const std::byte> bytes) override { recorder.data(bytes); }
  void end() override { recorder.end(); }
  void begin_hashed(Entry entry) override { recorder.begin(std::move(entry)); }
  void end_hashed(const base::Sha256& digest) override {
    recorder.end();
    digests.emplace(recorder.records.back().content, digest);
  }

  std::vector<std::string> names() const { return recorder.names(); }

  support::Recorder recorder;
  // By content, of those that came with one.
  std::map<std::string, base::Sha256> digests;
};

// Fails at an entry.
class Refusing final : public EntryListener {
public:
  explicit Refusing(std::string last) : last_(std::move(last)) {}
  void begin(Entry entry) override {
    if (entry.member == last_) throw formats::ReadFault(AnomalyKind::limit, "enough");
    names.push_back(entry.member);
  }
  void data(std::span<const std::byte>) override {}
  void end() override {}
  void begin_hashed(Entry entry) override { begin(std::move(entry)); }
  void end_hashed(const base::Sha256&) override {}

  std::vector<std::string> names;

private:
  std::string last_;
};

// Stops at the first entry until it may go on.
class Pausing final : public EntryListener {
public:
  Pausing(std::promise<void>& has_begun, std::future<void> may_go_on)
      : has_begun_(has_begun), may_go_on_(std::move(may_go_on)) {}
  void begin(Entry) override {}
  void data(std::span<const std::byte>) override {}
  void end() override {}
  void begin_hashed(Entry) override {
    if (!may_go_on_.valid()) return;
    has_begun_.set_value();
    may_go_on_.get();
  }
  void end_hashed(const base::Sha256& digest) override { digests.push_back(digest); }

  std::vector<base::Sha256> digests;

private:
  std::promise<void>& has_begun_;
  std::future<void> may_go_on_;
};

std::string detail_of(const std::function<void()>& action) {
  const std::optional<Anomaly> fault = support::fault_of(action);
  return fault ? fault->detail : "";
}

// With a thread that reads and hashes, and with one for each.
class ReadOnWorker : public testing::TestWithParam<std::size_t> {
protected:
  base::ThreadPool pool{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Threads, ReadOnWorker, testing::Values(1, 2));

TEST_P(ReadOnWorker, MakesTheCallsOfAPlainCall) {
  const Read read = [](formats::EntryVisitor& visitor) {
    for (int i = 0; i < 5000; ++i)
      add(visitor, "small " + std::to_string(i), std::to_string(i));
    add(visitor, "empty", "");
    add(visitor, "large", std::string(3'000'000, 'x') + "y");
    visitor.begin({.member = "in pieces"});
    for (int i = 0; i < 100'000; ++i) {
      const std::string piece = std::to_string(i);
      visitor.data(std::as_bytes(std::span(piece)));
    }
    visitor.end();
  };
  Recorder plain;
  read(plain);
  Recorder on_worker;
  read_on_worker(pool, read, on_worker);
  ASSERT_EQ(on_worker.names(), plain.names());
  for (std::size_t i = 0; i < plain.names().size(); ++i) {
    ASSERT_EQ(on_worker.recorder.records[i].content, plain.recorder.records[i].content)
        << plain.names()[i];
  }
  ASSERT_EQ(on_worker.digests.size(), 5003U);
  for (const auto& [content, digest] : on_worker.digests)
    ASSERT_EQ(digest, base::sha256(content));
}

TEST_P(ReadOnWorker, HashesAheadOfTheListener) {
  std::promise<void> has_begun;
  std::promise<void> may_listen;
  Pausing pausing(has_begun, may_listen.get_future());
  const std::string content(100'000, 'x');
  const Read read = [&](formats::EntryVisitor& visitor) {
    for (int i = 0; i < 3; ++i)
      add(visitor, std::to_string(i), content);
    has_begun.get_future().wait();
    // Less than what makes the reader wait for room, and more than a batch.
    for (int i = 3; i < 15; ++i)
      add(visitor, std::to_string(i), content);
    may_listen.set_value();
  };
  read_on_worker(pool, read, pausing);
  EXPECT_EQ(pausing.digests, std::vector(15, base::sha256(content)));
}

TEST_P(ReadOnWorker, ReadsOnAThreadOfThePool) {
  std::thread::id reading;
  Recorder recorder;
  read_on_worker(
      pool, [&](formats::EntryVisitor&) { reading = std::this_thread::get_id(); }, recorder);
  EXPECT_NE(reading, std::this_thread::get_id());
}

TEST_P(ReadOnWorker, IsAPlainCallWithoutAnIdleThread) {
  base::ThreadPool none;
  std::thread::id reading;
  Recorder recorder;
  read_on_worker(
      none, [&](formats::EntryVisitor&) { reading = std::this_thread::get_id(); }, recorder);
  EXPECT_EQ(reading, std::this_thread::get_id());
}

TEST_P(ReadOnWorker, ThrowsAFaultOfTheReaderBehindWhatCameBefore) {
  Recorder recorder;
  const Read read = [](formats::EntryVisitor& visitor) {
    add(visitor, "a", "1");
    visitor.begin({.member = "b"});
    throw formats::ReadFault(AnomalyKind::damaged, "cut");
  };
  EXPECT_EQ(detail_of([&] { read_on_worker(pool, read, recorder); }), "cut");
  EXPECT_THAT(recorder.names(), testing::ElementsAre("a"));
}

TEST_P(ReadOnWorker, ThrowsWhatIsNoFaultOfThePackageToo) {
  Recorder recorder;
  EXPECT_THROW(read_on_worker(
                   pool, [](formats::EntryVisitor&) { throw base::Error("no disk"); }, recorder),
               base::Error);
  EXPECT_THROW(read_on_worker(
                   pool, [](formats::EntryVisitor&) { throw std::bad_alloc(); }, recorder),
               std::bad_alloc);
}

TEST_P(ReadOnWorker, StopsAReaderBehindAFaultOfTheListener) {
  Refusing refusing("20000");
  bool has_ended = false;
  const Read read = [&](formats::EntryVisitor& visitor) {
    for (int i = 0; i < 10'000'000; ++i)
      add(visitor, std::to_string(i), "x");
    has_ended = true;
  };
  EXPECT_EQ(detail_of([&] { read_on_worker(pool, read, refusing); }), "enough");
  EXPECT_EQ(refusing.names.size(), 20000U);
  EXPECT_FALSE(has_ended);
  EXPECT_TRUE(pool.has_idle());
}

TEST_P(ReadOnWorker, ThrowsTheListenersFaultWhereTheReaderHasOneBehindIt) {
  Refusing refusing("a");
  const Read read = [](formats::EntryVisitor& visitor) {
    add(visitor, "a", "1");
    throw formats::ReadFault(AnomalyKind::damaged, "cut");
  };
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(detail_of([&] { read_on_worker(pool, read, refusing); }), "enough");
}

TEST_P(ReadOnWorker, CatchesUpBeforeTheReaderGoesOn) {
  for (int i = 0; i < 100; ++i) {
    Refusing refusing("b");
    bool said = false;
    const Read read = [&](formats::EntryVisitor& visitor) {
      add(visitor, "a", "1");
      visitor.catch_up();
      EXPECT_EQ(refusing.names.size(), 1U);
      add(visitor, "b", "1");
      visitor.catch_up();
      said = true;
    };
    EXPECT_EQ(detail_of([&] { read_on_worker(pool, read, refusing); }), "enough");
    EXPECT_FALSE(said);
  }
}

} // namespace
} // namespace package_audit::content
