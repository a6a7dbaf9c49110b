// Workers that do not do as they should: whatever they do, their package is not accepted.

#include "base/error.hpp"
#include "content/inspect.hpp"
#include "formats/fault.hpp"
#include "sandbox/inspect_confined.hpp"
#include "sandbox/sanitizers.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "unit/sandbox/supervise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <new>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace package_audit::sandbox {
namespace {

using support::Member;
using support::ScratchFolder;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::size_t k_members = 1000;

const content::signatures::SignatureSet k_no_signatures;

class Supervised : public testing::Test {
protected:
  Artifact read(const Task& task, const Limits& limits = {}, const Confinement& confinement = {}) {
    base::FileSource source(package);
    return read(source, task, limits, confinement);
  }

  Artifact read(base::FileSource& source, const Task& task, const Limits& limits = {},
                const Confinement& confinement = {}) {
    Artifact artifact{.name = "package.tar", .size = source.size()};
    supervise(task, {.package = &source}, limits, confinement, artifact);
    return artifact;
  }

  // Reads with a worker that ends by the limit of time only. It gets more time until all that it
  // writes before has arrived: under sanitizers, on a busy machine, a second may not do.
  Artifact read_hanging(const Task& task, const Confinement& confinement,
                        const std::function<bool(const Artifact&)>& has_arrived) {
    constexpr std::uint64_t k_most_seconds = 64;
    for (std::uint64_t seconds = 1;; seconds *= 2) {
      const Limits limits{.wall_seconds = seconds};
      Artifact artifact = read(task, limits, confinement);
      const Anomaly anomaly = only_anomaly(artifact);
      EXPECT_EQ(anomaly.kind, AnomalyKind::limit);
      EXPECT_EQ(anomaly.detail, limit_message(&Limits::wall_seconds, limits));
      if (has_arrived(artifact) || seconds == k_most_seconds) return artifact;
    }
  }

  static Anomaly only_anomaly(const Artifact& artifact) {
    EXPECT_EQ(artifact.anomalies.size(), 1U);
    return artifact.anomalies.empty() ? Anomaly{} : artifact.anomalies.front();
  }

  ScratchFolder scratch;
  std::string bytes = support::make_tar({{.name = "a", .content = "x"}});
  std::string package = scratch.write("package.tar", bytes);
};

// A worker that says nothing wrong, of a package with one entry.
void write_valid_records(RecordWriter& writer, const std::string& bytes) {
  writer.format(Format::tar);
  writer.entry({.member = "a", .type = EntryType::file, .size = 1, .sha256 = base::sha256("x")});
  writer.finish({.sha256 = base::sha256(bytes)});
}

TEST_F(Supervised, BelievesAWorkerThatIsHonest) {
  const Artifact artifact =
      read([&](RecordWriter& writer, base::ThreadPool&) { write_valid_records(writer, bytes); });
  EXPECT_TRUE(artifact.anomalies.empty());
  EXPECT_EQ(artifact.sha256, base::sha256(bytes));
  ASSERT_EQ(artifact.entries.size(), 1U);
}

TEST_F(Supervised, RefusesAWorkerThatSaysNothing) {
  const Anomaly anomaly = only_anomaly(read([](RecordWriter&, base::ThreadPool&) {}));
  EXPECT_EQ(anomaly.kind, AnomalyKind::damaged);
  EXPECT_EQ(anomaly.detail, "the reader process ended before it was done");
}

TEST_F(Supervised, RefusesAWorkerThatStopsEarly) {
  const Artifact artifact = read([&](RecordWriter& writer, base::ThreadPool&) {
    writer.format(Format::tar);
    writer.entry({.member = "a"});
  });
  EXPECT_EQ(only_anomaly(artifact).detail, "the reader process ended before it was done");
  EXPECT_EQ(artifact.entries.size(), 1U);
  EXPECT_EQ(artifact.sha256, base::sha256(bytes));
}

TEST_F(Supervised, RefusesAWorkerThatDiesAfterItsLastWord) {
  const Artifact artifact = read([&](RecordWriter& writer, base::ThreadPool&) {
    write_valid_records(writer, bytes);
    ::_exit(1);
  });
  EXPECT_EQ(only_anomaly(artifact).detail, "the reader process ended with 1");
}

TEST_F(Supervised, RefusesAWorkerThatIsKilled) {
  LayerSet layers = LayerSet::all();
  layers.set(Layer::seccomp, false); // would not let it kill itself
  const Anomaly anomaly = only_anomaly(
      read([](RecordWriter&, base::ThreadPool&) { std::raise(SIGKILL); }, {}, {.layers = layers}));
  EXPECT_EQ(anomaly.kind, AnomalyKind::damaged);
  EXPECT_EQ(anomaly.detail, "the reader process ended by signal 9");
}

TEST_F(Supervised, RefusesAWorkerThatCrashes) {
  const Anomaly anomaly =
      only_anomaly(read([](RecordWriter&, base::ThreadPool&) { __builtin_trap(); }));
  EXPECT_EQ(anomaly.kind, AnomalyKind::damaged);
  EXPECT_THAT(anomaly.detail, StartsWith("the reader process ended "));
}

TEST_F(Supervised, RefusesAWorkerThatThrowsAnythingElse) {
  EXPECT_EQ(only_anomaly(read([](RecordWriter&, base::ThreadPool&) { throw 1; })).kind,
            AnomalyKind::damaged);
}

TEST_F(Supervised, AsksForTheDigestWhateverTheWorkerFound) {
  const Task task = [](RecordWriter& writer, base::ThreadPool&) {
    writer.finish({.anomalies = {{.kind = AnomalyKind::unexpected_bytes, .detail = "odd"}}});
  };
  // Without a digest it has not read the file to its end.
  EXPECT_THROW(read(task), base::Error);
}

TEST_F(Supervised, TellsWhatTheWorkerCouldNotRead) {
  try {
    read([](RecordWriter&, base::ThreadPool&) { throw base::Error("a\n: Input/output error"); });
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_STREQ(error.what(), "a\\x0a: Input/output error");
  }
}

TEST_F(Supervised, TellsThatTheFileCannotBeRead) {
  LayerSet layers = LayerSet::all();
  layers.set(Layer::seccomp, false); // would not let it close anything
  base::FileSource source(package);
  const Task reading = reading_task({.package = &source}, Limits{}, k_no_signatures);
  const Task task = [&](RecordWriter& writer, base::ThreadPool& threads) {
    ::close(source.descriptor());
    reading(writer, threads);
  };
  try {
    read(source, task, {}, {.layers = layers});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.what(), package + ": Bad file descriptor");
  }
}

TEST_F(Supervised, SeesThatTheWorkerReadAnotherFile) {
  EXPECT_THROW(read([](RecordWriter& writer, base::ThreadPool&) {
                 write_valid_records(writer, "other bytes");
               }),
               base::Error);
}

TEST_F(Supervised, SeesThatTheFileGrew) {
  base::FileSource source(package);
  std::ofstream(package, std::ios::app) << "more";
  EXPECT_THROW(read(source, [&](RecordWriter& writer,
                                base::ThreadPool&) { write_valid_records(writer, bytes); }),
               base::Error);
}

TEST_F(Supervised, SeesThatTheFileShrank) {
  base::FileSource source(package);
  ASSERT_EQ(::truncate(package.c_str(), 512), 0);
  EXPECT_THROW(read(source, reading_task({.package = &source}, Limits{}, k_no_signatures)),
               base::Error);
}

TEST_F(Supervised, SeesThatTheFileWasTouched) {
  base::FileSource source(package);
  const std::array<timespec, 2> times{};
  ASSERT_EQ(::utimensat(AT_FDCWD, package.c_str(), times.data(), 0), 0);
  EXPECT_THROW(read(source, reading_task({.package = &source}, Limits{}, k_no_signatures)),
               base::Error);
}

TEST_F(Supervised, EndsAWorkerThatHangs) {
  const Artifact artifact = read_hanging(
      [](RecordWriter& writer, base::ThreadPool&) {
        writer.format(Format::tar);
        writer.flush();
        const std::atomic<int> never{0};
        never.wait(0);
      },
      {}, [](const Artifact& read) { return read.format == Format::tar; });
  EXPECT_EQ(artifact.format, Format::tar);
}

TEST_F(Supervised, EndsAWorkerThatHangsWithItsEndClosed) {
  LayerSet layers = LayerSet::all();
  layers.set(Layer::seccomp, false); // would not let it close anything
  const Artifact artifact = read_hanging(
      [this](RecordWriter& writer, base::ThreadPool&) {
        write_valid_records(writer, bytes);
        for (int number = 3; number < 64; ++number)
          ::close(number);
        const std::atomic<int> never{0};
        never.wait(0);
      },
      {.layers = layers}, [](const Artifact& read) { return read.entries.size() == 1; });
  EXPECT_EQ(artifact.entries.size(), 1U);
  EXPECT_EQ(artifact.sha256, base::sha256(bytes));
}

TEST_F(Supervised, EndsAWorkerThatComputesForTooLong) {
  const Limits limits{.cpu_seconds = 1};
  const Anomaly anomaly = only_anomaly(read(
      [](RecordWriter&, base::ThreadPool&) {
        std::atomic<unsigned> count{0};
        while (true)
          ++count;
      },
      limits));
  EXPECT_EQ(anomaly.kind, AnomalyKind::limit);
  EXPECT_EQ(anomaly.detail, limit_message(&Limits::cpu_seconds, limits));
}

TEST_F(Supervised, EndsAWorkerThatTakesTooMuchMemory) {
  if (k_has_sanitizers) GTEST_SKIP() << "memory cannot be limited under sanitizers";
  const Limits limits{.memory = 64 << 20};
  const Anomaly anomaly = only_anomaly(read(
      [](RecordWriter&, base::ThreadPool&) {
        std::vector<std::string> much;
        while (true)
          much.emplace_back(1 << 20, 'x');
      },
      limits));
  EXPECT_EQ(anomaly.kind, AnomalyKind::limit);
  EXPECT_EQ(anomaly.detail, limit_message(&Limits::memory, limits));
}

TEST_F(Supervised, SaysThatAWorkerRanOutOfMemory) {
  const Anomaly anomaly =
      only_anomaly(read([](RecordWriter&, base::ThreadPool&) { throw std::bad_alloc(); }));
  EXPECT_EQ(anomaly.kind, AnomalyKind::limit);
  EXPECT_THAT(anomaly.detail, StartsWith("memory is over"));
}

TEST_F(Supervised, DoesNotReadWithoutALayerThatMustBe) {
  LayerSet layers = LayerSet::all();
  layers.set(Layer::landlock, false);
  const Confinement confinement{.layers = layers, .missing = MissingLayers::refused};
  try {
    read([](RecordWriter&, base::ThreadPool&) { __builtin_trap(); }, {}, confinement);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), StartsWith(package + ": not read: a sandbox is required, and "));
    EXPECT_THAT(error.what(), HasSubstr("landlock"));
  }
}

// A package of many entries, each of which may be the last that the worker tells of.
class Killed : public testing::TestWithParam<std::size_t> {
protected:
  static constexpr std::size_t k_share = k_members / 10;

  // Reads as a worker does, and ends as it should not at the n-th entry.
  static Task dying_task(base::FileSource& source, std::size_t n) {
    return [&source, n](RecordWriter& writer, base::ThreadPool& threads) {
      const Limits limits;
      std::size_t count = 0;
      const content::ReadCallbacks callbacks{
          .on_format = [&](Format format) { writer.format(format); },
          .on_entry =
              [&](const Entry& entry) {
                if (count++ == n) die(n);
                writer.entry(entry);
              }};
      Artifact artifact;
      content::read_package(source, artifact, limits, content::signatures::SignatureSet(), threads,
                            callbacks);
      writer.finish(artifact);
    };
  }

  static void die(std::size_t n) {
    if (n % 3 == 0) std::raise(SIGKILL); // fails where seccomp is
    if (n % 3 == 1) __builtin_trap();
    ::_exit(0);
  }
};

TEST_P(Killed, IsNeverAccepted) {
  std::vector<Member> members;
  for (std::size_t i = 0; i < k_members; ++i)
    members.push_back({.name = "member" + std::to_string(i)});
  const ScratchFolder scratch;
  const std::string package = scratch.write("package.tar", support::make_tar(members));
  LayerSet layers = LayerSet::all();
  layers.set(Layer::seccomp, GetParam() % 2 == 0);
  for (std::size_t n = GetParam() * k_share; n < (GetParam() + 1) * k_share; ++n) {
    base::FileSource source(package);
    Artifact artifact;
    supervise(dying_task(source, n), {.package = &source}, {}, {.layers = layers, .threads = n % 2},
              artifact);
    EXPECT_EQ(artifact.anomalies.size(), 1U) << n;
    EXPECT_LE(artifact.entries.size(), n);
  }
}

INSTANTIATE_TEST_SUITE_P(AtAnyRecord, Killed, testing::Range(std::size_t{0}, std::size_t{10}));

} // namespace
} // namespace package_audit::sandbox
