#include "formats/readers.hpp"
#include "support/archive_scratch.hpp"
#include "support/rpm_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace package_audit::formats::rpm {
namespace {

using support::fault_of;
using support::MemorySource;
using support::Recorder;
using support::rpm_int32s;
using support::rpm_text;
using support::rpm_texts;
using support::RpmValue;
using ::testing::ElementsAre;
using ::testing::Pair;
using Values = std::vector<RpmValue>;

Recorder read(const Values& values) {
  MemorySource source(support::rpm_of({.header = [&](Values& header) {
    header.insert(header.end(), values.begin(), values.end());
  }}));
  Recorder recorder;
  PackageNotes notes;
  read_package(source, Limits{}, recorder, notes);
  return recorder;
}

// Path and content of what rpm would run.
std::vector<std::pair<std::string, std::string>> scripts_of(const Values& values) {
  std::vector<std::pair<std::string, std::string>> scripts;
  for (const auto& [entry, content] : read(values).records) {
    if (!entry.implicitly_allowed) scripts.emplace_back(entry.path, content);
  }
  return scripts;
}

TEST(RpmScripts, AreFilesThatAPolicyMustAllow) {
  const Recorder recorder = read({rpm_text(1024, "echo hello"), rpm_text(1086, "/bin/sh")});
  ASSERT_EQ(recorder.records.size(), 2U);
  const auto& [entry, content] = recorder.records[1];
  EXPECT_EQ(entry.member, "header!/postin");
  EXPECT_EQ(entry.path, "RPM/postin");
  EXPECT_EQ(entry.section, Section::metadata);
  EXPECT_EQ(entry.type, EntryType::file);
  EXPECT_FALSE(entry.implicitly_allowed);
  EXPECT_EQ(content, "#!/bin/sh\necho hello");
}

TEST(RpmScripts, AreAllFound) {
  const std::vector<std::pair<std::uint32_t, const char*>> tags{
      {1023, "prein"},     {1024, "postin"},     {1025, "preun"},
      {1026, "postun"},    {1079, "verify"},     {1151, "pretrans"},
      {1152, "posttrans"}, {5103, "preuntrans"}, {5104, "postuntrans"}};
  for (const auto& [tag, name] : tags) {
    EXPECT_THAT(scripts_of({rpm_text(tag, "x")}),
                ElementsAre(Pair("RPM/" + std::string(name), "#!/bin/sh\nx")));
  }
}

TEST(RpmScripts, AreFoundWithoutText) {
  const std::vector<std::pair<std::uint32_t, const char*>> tags{
      {1085, "prein"},     {1086, "postin"},     {1087, "preun"},
      {1088, "postun"},    {1091, "verify"},     {1153, "pretrans"},
      {1154, "posttrans"}, {5105, "preuntrans"}, {5106, "postuntrans"}};
  for (const auto& [tag, name] : tags) {
    EXPECT_THAT(scripts_of({rpm_text(tag, "/sbin/ldconfig")}),
                ElementsAre(Pair("RPM/" + std::string(name), "#!/sbin/ldconfig\n")));
  }
}

TEST(RpmScripts, ShowTheirInterpreterAndFlags) {
  EXPECT_THAT(scripts_of({rpm_text(1151, "print(1)"), rpm_texts(1153, {"<lua>", "-x"}),
                          rpm_int32s(5024, {1 | 4})}),
              ElementsAre(Pair("RPM/pretrans", "#!<lua> -x [expand critical]\nprint(1)")));
}

Values triggers(std::uint32_t first, std::uint32_t program) {
  return {rpm_texts(first, {"one", "two"}),
          rpm_texts(program, {"/bin/sh", "/usr/bin/perl"}),
          rpm_texts(first + 3, {"bash", "zsh", "bash"}),
          rpm_texts(first + 5, {"3", "", ""}),
          rpm_int32s(first + 6, {0x1000C, 0x10000, 0x20000}),
          rpm_int32s(first + 4, {0, 0, 1})};
}

TEST(RpmScripts, ShowTheConditionsOfTriggers) {
  const Values plain{rpm_texts(1065, {"one", "two"}),
                     rpm_texts(1092, {"/bin/sh", "/usr/bin/perl"}),
                     rpm_texts(1066, {"bash", "zsh", "bash"}),
                     rpm_texts(1067, {"3", "", ""}),
                     rpm_int32s(1068, {0x1000C, 0x10000, 0x20000}),
                     rpm_int32s(1069, {0, 0, 1})};
  EXPECT_THAT(scripts_of(plain),
              ElementsAre(Pair("RPM/trigger-1", "#!/bin/sh [in bash >= 3; in zsh]\none"),
                          Pair("RPM/trigger-2", "#!/usr/bin/perl [un bash]\ntwo")));
  EXPECT_THAT(scripts_of(triggers(5066, 5067)),
              ElementsAre(Pair("RPM/filetrigger-1", "#!/bin/sh [in bash >= 3; in zsh]\none"),
                          Pair("RPM/filetrigger-2", "#!/usr/bin/perl [un bash]\ntwo")));
  EXPECT_THAT(scripts_of(triggers(5076, 5077)),
              ElementsAre(Pair("RPM/transfiletrigger-1", "#!/bin/sh [in bash >= 3; in zsh]\none"),
                          Pair("RPM/transfiletrigger-2", "#!/usr/bin/perl [un bash]\ntwo")));
}

TEST(RpmScripts, RefuseTriggersThatDoNotFit) {
  const Values good = triggers(5066, 5067);
  for (std::size_t i = 0; i < good.size(); ++i) {
    Values values = good;
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_TRUE(fault_of([&] { read(values); })) << i;
  }
  Values elsewhere = good;
  elsewhere.back() = rpm_int32s(5070, {0, 0, 2});
  EXPECT_TRUE(fault_of([&] { read(elsewhere); }));
}

// The first line must have one meaning only.
TEST(RpmScripts, RefuseInterpretersThatBreakTheLine) {
  for (const std::string_view program : {"/bin/sh -c", "/bin/sh\n#", "/bin/sh\t", "[expand]"}) {
    EXPECT_TRUE(fault_of([&] { read({rpm_text(1024, "x"), rpm_text(1086, program)}); })) << program;
  }
}

} // namespace
} // namespace package_audit::formats::rpm
