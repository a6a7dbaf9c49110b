// What is found does not depend on how many threads look for it.

#include "audit/audit.hpp"
#include "content/inspect.hpp"
#include "model/result.hpp"
#include "policy/load.hpp"
#include "report/registry.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/deb_builder.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::content {
namespace {

using support::compress;
using support::Container;
using support::make_archive;
using support::make_tar;
using support::Member;
using support::ScratchFolder;

std::vector<Member> members() {
  std::vector<Member> members;
  for (int i = 0; i < 3000; ++i) {
    const std::string number = std::to_string(i);
    members.push_back({.name = "acme/file" + number, .content = "content " + number});
  }
  // Takes several batches; in a zip a member that is unpacked in turn.
  members.push_back({.name = "acme/large", .content = std::string(1'500'000, 'x') + "://a:b@"});
  members.push_back({.name = "acme/inner.zip", .content = make_archive(Container::zip, members)});
  members.push_back({.name = "acme/.env"});
  return members;
}

class OnThreads : public testing::Test {
protected:
  std::string report(const std::string& file, const Limits& limits, std::size_t threads) const {
    std::vector<Artifact> artifacts;
    artifacts.push_back(inspect(file, limits, signatures, threads));
    std::ostringstream text;
    const AuditResult result =
        audit::audit(std::move(artifacts), policy, {.today = {2026, 1, 31}}, threads);
    report::find_reporter("json")->report.plain(report::View(result), text);
    return text.str();
  }

  void expect_same(const std::string& name, const std::string& bytes, const Limits& limits = {}) {
    const std::string file = scratch.write(name, bytes);
    const std::string expected = report(file, limits, 1);
    for (const std::size_t threads : {2U, 3U, 8U})
      EXPECT_EQ(report(file, limits, threads), expected) << name << ", " << threads << " threads";
  }

  static Policy permissive() {
    Policy policy = policy::load_policy("builtin:release", {});
    policy.common.allow.push_back({.glob = base::Glob("**")});
    return policy;
  }

  ScratchFolder scratch;
  Policy policy = permissive();
  signatures::SignatureSet signatures{policy.signatures, 0};
  std::string tgz = compress(formats::compression::Compression::gzip, make_tar(members()));
  std::string zip = make_archive(Container::zip, members());
  std::string txz = support::compress_in_blocks(make_tar(members()), 700'000);
};

TEST_F(OnThreads, ReportsTheSameOfSoundPackages) {
  expect_same("acme.tar.gz", tgz);
  expect_same("acme.zip", zip);
  expect_same("acme.deb", support::make_deb(members()));
  expect_same("acme.tar.xz", txz);
}

TEST_F(OnThreads, ReportsTheSameOfDamagedPackages) {
  expect_same("acme.tar.gz", tgz.substr(0, tgz.size() * 2 / 3));
  expect_same("acme.zip", zip.substr(0, zip.size() * 2 / 3));
  expect_same("acme.tar.xz", txz.substr(0, txz.size() * 2 / 3));
  for (const auto& [name, sound] : {std::pair("acme.zip", &zip), std::pair("acme.tar.xz", &txz)}) {
    for (std::size_t i = 1; i < 8; ++i) {
      std::string other = *sound;
      char& byte = other[other.size() * i / 8];
      byte = static_cast<char>(byte ^ 1);
      expect_same(name, other);
    }
  }
}

TEST_F(OnThreads, ReportsTheSameWhereALimitIsReached) {
  for (const std::uint64_t entries : {1U, 1000U, 3001U, 4000U}) {
    expect_same("acme.tar.gz", tgz, {.entries = entries});
    expect_same("acme.deb", support::make_deb(members()), {.entries = entries});
  }
  expect_same("acme.zip", zip, {.entry_size = 1'000'000});
}

} // namespace
} // namespace package_audit::content
