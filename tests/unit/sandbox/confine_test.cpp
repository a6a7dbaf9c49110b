// What a confined worker can still do. Each attempt is made inside a worker, which reports by
// anomalies what came of it.

#include "formats/fault.hpp"
#include "sandbox/sanitizers.hpp"
#include "support/archive_scratch.hpp"
#include "unit/sandbox/supervise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <netinet/in.h>
#include <string>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace package_audit::sandbox {
namespace {

using support::ScratchFolder;

struct Attempt {
  const char* name;
  // Negative where it fails.
  std::function<long()> make;
};

LayerSet all_but(std::initializer_list<Layer> layers) {
  LayerSet set = LayerSet::all();
  for (const Layer layer : layers)
    set.set(layer, false);
  return set;
}

long in_child(long pid) {
  if (pid == 0) ::_exit(0);
  return pid;
}

std::string outcome_of(const Attempt& attempt) {
  if (attempt.make() >= 0) return "done";
  return errno == EPERM || errno == EACCES ? "denied" : "failed";
}

class Confined : public testing::Test {
protected:
  // What came of each attempt, in a worker that may read a package (or walk `folder`).
  std::map<std::string, std::string> outcomes(const std::vector<Attempt>& attempts, LayerSet layers,
                                              const std::string& folder = {}) {
    const Task task = [&](RecordWriter& writer, base::ThreadPool& pool) {
      Artifact seen;
      if (folder.empty()) seen.sha256 = base::sha256("content");
      const auto make_all = [&] {
        for (const Attempt& attempt : attempts)
          seen.anomalies.push_back({.member = attempt.name, .detail = outcome_of(attempt)});
      };
      EXPECT_EQ(pool.size(), threads);
      pool.run(make_all).wait();
      writer.finish(seen);
    };
    base::FileSource source(package);
    const Input input{.package = folder.empty() ? &source : nullptr, .directory = folder};
    artifact = {};
    EXPECT_NO_THROW(
        supervise(task, input, Limits{}, {.layers = layers, .threads = threads}, artifact));
    std::map<std::string, std::string> seen;
    for (const Anomaly& anomaly : artifact.anomalies)
      seen.emplace(anomaly.member.empty() ? "worker" : anomaly.member, anomaly.detail);
    return seen;
  }

  std::vector<Attempt> harmful_attempts() const {
    const std::string other = package + ".new";
    return {
        {"open", [this] { return ::open(package.c_str(), O_RDONLY); }},
        {"open the machine", [] { return ::open("/etc/passwd", O_RDONLY); }},
        {"create", [other] { return ::open(other.c_str(), O_CREAT | O_WRONLY, 0600); }},
        {"make a folder", [other] { return ::mkdir(other.c_str(), 0700); }},
        {"remove", [this] { return ::unlink(package.c_str()); }},
        {"exec", [] { return ::execl("/bin/true", "true", nullptr); }},
    };
  }

  // What Landlock does not govern, or not in every version of it.
  std::vector<Attempt> further_attempts() const {
    return {
        {"truncate", [this] { return ::truncate(package.c_str(), 0); }},
        {"socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0); }},
        {"local socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }},
        {"connect",
         [] {
           sockaddr_in address{};
           address.sin_family = AF_INET;
           return ::connect(3, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
         }},
        {"fork", [] { return in_child(::fork()); }},
        {"clone", [] { return in_child(::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); }},
        // Signal 0 asks whether another would be allowed.
        {"kill the parent", [parent = ::getpid()] { return ::kill(parent, 0); }},
        {"trace", [] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }},
        {"raise a limit",
         [] {
           const std::array<std::uint64_t, 2> more{1 << 20, 1 << 20};
           return ::syscall(SYS_prlimit64, 0, 7, more.data(), nullptr);
         }},
        {"run memory",
         [] {
           void* const got =
               ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
           return got == MAP_FAILED ? -1L : 0L;
         }},
        {"write elsewhere", [] { return ::write(1, "x", 1); }},
    };
  }

  bool has(std::string_view layer) const {
    return std::find(artifact.sandbox.begin(), artifact.sandbox.end(), layer) !=
           artifact.sandbox.end();
  }

  // With one, it is that which makes the attempts.
  std::size_t threads = 0;
  ScratchFolder scratch;
  std::string package = scratch.write("package", "content");
  Artifact artifact;
};

TEST_F(Confined, CanDoNoHarm) {
  std::vector<Attempt> attempts = harmful_attempts();
  for (Attempt& attempt : further_attempts())
    attempts.push_back(std::move(attempt));
  const auto seen = outcomes(attempts, LayerSet::all());
  if (!has("seccomp")) GTEST_SKIP() << "no seccomp here";
  EXPECT_EQ(seen.size(), attempts.size());
  for (const auto& [name, outcome] : seen)
    EXPECT_EQ(outcome, "denied") << name;
  EXPECT_TRUE(std::filesystem::exists(package));
}

TEST_F(Confined, CanDoNoHarmOnAThreadOfItsOwn) {
  threads = 1;
  std::vector<Attempt> attempts = harmful_attempts();
  for (Attempt& attempt : further_attempts())
    attempts.push_back(std::move(attempt));
  const auto seen = outcomes(attempts, LayerSet::all());
  if (!has("seccomp")) GTEST_SKIP() << "no seccomp here";
  EXPECT_EQ(seen.size(), attempts.size());
  for (const auto& [name, outcome] : seen)
    EXPECT_EQ(outcome, "denied") << name;
}

TEST_F(Confined, TouchesNoFileOnAThreadOfItsOwnWithoutSeccomp) {
  threads = 1;
  const auto seen = outcomes(harmful_attempts(), all_but({Layer::rlimits, Layer::seccomp}));
  if (!has("landlock")) GTEST_SKIP() << "no Landlock here";
  EXPECT_EQ(seen.size(), harmful_attempts().size());
  for (const auto& [name, outcome] : seen)
    EXPECT_EQ(outcome, "denied") << name;
}

TEST_F(Confined, StartsNoFurtherThread) {
  const auto seen = outcomes({{"thread",
                               [] {
                                 try {
                                   std::thread([] {}).join();
                                   return 0L;
                                 } catch (const std::system_error&) {
                                   errno = EPERM;
                                   return -1L;
                                 }
                               }}},
                             LayerSet::all());
  if (!has("seccomp")) GTEST_SKIP() << "no seccomp here";
  EXPECT_EQ(seen.at("thread"), "denied");
}

TEST_F(Confined, TouchesNoFileWithoutSeccomp) {
  const auto seen = outcomes(harmful_attempts(), all_but({Layer::rlimits, Layer::seccomp}));
  EXPECT_FALSE(has("seccomp"));
  if (!has("landlock")) GTEST_SKIP() << "no Landlock here";
  EXPECT_EQ(seen.size(), harmful_attempts().size());
  for (const auto& [name, outcome] : seen)
    EXPECT_EQ(outcome, "denied") << name;
}

TEST_F(Confined, CanDoNoHarmWithoutLandlock) {
  std::vector<Attempt> attempts = harmful_attempts();
  for (Attempt& attempt : further_attempts())
    attempts.push_back(std::move(attempt));
  const auto seen = outcomes(attempts, all_but({Layer::landlock}));
  EXPECT_FALSE(has("landlock"));
  if (!has("seccomp")) GTEST_SKIP() << "no seccomp here";
  for (const auto& [name, outcome] : seen)
    EXPECT_EQ(outcome, "denied") << name;
}

TEST_F(Confined, OpensNothingWithNoLayerOfTheKernel) {
  // Limits alone: no descriptor for a further file.
  const auto seen = outcomes({{"open", [this] { return ::open(package.c_str(), O_RDONLY); }},
                              {"socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0); }}},
                             all_but({Layer::no_new_privs, Layer::landlock, Layer::seccomp}));
  EXPECT_EQ(seen.at("open"), "failed");
  EXPECT_EQ(seen.at("socket"), "failed");
}

TEST_F(Confined, ReadsNothingElseThatIsOpen) {
  const int other = ::open(package.c_str(), O_RDONLY);
  const auto seen = outcomes({{"other",
                               [other] {
                                 char byte = 0;
                                 return ::read(other, &byte, 1);
                               }},
                              {"standard input", [] { return ::lseek(0, 0, SEEK_CUR); }}},
                             LayerSet::all());
  ::close(other);
  EXPECT_EQ(seen.at("other"), "failed");
  EXPECT_EQ(seen.at("standard input"), "failed");
}

TEST_F(Confined, ReadsBelowAFolderOnly) {
  const std::string folder = scratch.path() + "/tree";
  scratch.write("tree/sub/file", "content");
  const std::vector<Attempt> attempts{
      {"read below", [&] { return ::open((folder + "/sub/file").c_str(), O_RDONLY); }},
      {"read elsewhere", [this] { return ::open(package.c_str(), O_RDONLY); }},
      {"write below", [&] { return ::open((folder + "/sub/file").c_str(), O_WRONLY); }},
      {"write and read", [&] { return ::open((folder + "/sub/file").c_str(), O_RDWR); }},
      {"cut below", [&] { return ::open((folder + "/sub/file").c_str(), O_RDONLY | O_TRUNC); }},
      {"create below", [&] { return ::open((folder + "/new").c_str(), O_CREAT | O_RDONLY, 0600); }},
      {"remove below", [&] { return ::unlink((folder + "/sub/file").c_str()); }},
      {"exec", [] { return ::execl("/bin/true", "true", nullptr); }},
      {"socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0); }}};
  const auto seen = outcomes(attempts, LayerSet::all(), folder);
  if (!has("seccomp") || !has("landlock")) GTEST_SKIP() << "not all layers are to be had here";
  EXPECT_EQ(seen.size(), attempts.size());
  for (const auto& [name, outcome] : seen)
    EXPECT_EQ(outcome, name == "read below" ? "done" : "denied") << name;
}

TEST_F(Confined, SaysWhichLayersAreThere) {
  outcomes({}, all_but({Layer::no_new_privs, Layer::landlock, Layer::seccomp, Layer::rlimits}));
  EXPECT_THAT(artifact.sandbox, testing::ElementsAre("process"));
  outcomes({}, all_but({Layer::landlock, Layer::seccomp}));
  EXPECT_FALSE(has("landlock"));
  EXPECT_FALSE(has("seccomp"));
#ifdef __linux__
  EXPECT_TRUE(has("no-new-privs"));
#endif
  EXPECT_EQ(has("rlimits"), !k_has_sanitizers);
}

} // namespace
} // namespace package_audit::sandbox
