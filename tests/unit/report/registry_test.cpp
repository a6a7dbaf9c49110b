#include "report/registry.hpp"
#include "unit/report/sample_result.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace package_audit::report {
namespace {

using namespace sample; // NOLINT(google-build-using-namespace)

template <typename Document>
std::string written(const Writer<Document>& writer, const Document& document,
                    Color color = Color::never) {
  std::ostringstream out;
  writer.write(document, color, out);
  return out.str();
}

TEST(Reporters, AreFoundByName) {
  for (const Reporter& reporter : all_reporters())
    EXPECT_EQ(find_reporter(reporter.name), &reporter);
  EXPECT_EQ(find_reporter("xml"), nullptr);
  ASSERT_NE(find_reporter(k_default_format), nullptr);
  EXPECT_TRUE(find_reporter(k_default_format)->listing);
}

TEST(Reporters, AreRowsInOrderWithEverythingThatIsGeneratedFromThem) {
  std::set<std::string_view> extensions;
  std::string_view previous;
  for (const Reporter& reporter : all_reporters()) {
    EXPECT_LT(previous, reporter.name);
    previous = reporter.name;
    // A name is a part of variables of the CMake module.
    EXPECT_TRUE(std::all_of(reporter.name.begin(), reporter.name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || c == '-';
    })) << reporter.name;
    EXPECT_FALSE(reporter.summary.empty()) << reporter.name;
    EXPECT_NE(reporter.summary.back(), '.') << reporter.name;
    EXPECT_FALSE(reporter.extension.empty() || reporter.extension.front() == '.') << reporter.name;
    EXPECT_TRUE(extensions.insert(reporter.extension).second) << reporter.name;
    EXPECT_TRUE(reporter.report) << reporter.name;
  }
}

// PACKAGEAUDIT_UPDATE_CASES=1 in the environment writes the files instead.
TEST(Reporters, WriteTheirGoldenFile) {
  const AuditResult result = refused_result();
  const View view(result);
  for (const Reporter& reporter : all_reporters()) {
    std::string report = written(reporter.report, view);
    if (const std::size_t at = report.find(tool_version()); at != std::string::npos) {
      report.replace(at, tool_version().size(), "VERSION");
    }
    const std::string name = std::string(PACKAGEAUDIT_GOLDEN "/report.").append(reporter.extension);
    if (std::getenv("PACKAGEAUDIT_UPDATE_CASES") != nullptr) { // NOLINT(concurrency-mt-unsafe)
      std::ofstream(name, std::ios::binary) << report;
      continue;
    }
    std::ifstream file(name, std::ios::binary);
    ASSERT_TRUE(file) << name;
    const std::string golden(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(report, golden) << name;
  }
}

// No byte of a package, a policy or a build may reach a terminal or end a line.
TEST(Reporters, WriteNoNameAsItIs) {
  const std::string odd = "a\nREFUSED b\x1b[2K\xff";
  PackageResult acme = package(odd, {file(odd)});
  acme.artifact.entries[0].link_target = odd;
  acme.artifact.entries[0].member = odd;
  acme.artifact.entries[0].user = odd;
  acme.artifact.anomalies = {{.kind = AnomalyKind::damaged, .member = odd, .detail = odd}};
  acme.rules.exceptions.push_back({.check = "secret-file",
                                   .path = base::Glob("a"),
                                   .reason = odd,
                                   .approved_by = odd,
                                   .expires = {2027, 3, 31}});
  acme.diagnostics = {diagnostic(k_secret, 0, odd), diagnostic(k_unlisted, 0, odd),
                      diagnostic(k_writable, Finding::k_no_entry, odd)};
  acme.diagnostics[0].exception = 0;
  acme.diagnostics[1].installed_by = InstallRule{odd, 1, odd};
  acme.diagnostics[1].finding.rule = Location{odd, 7, 5};
  acme.diagnostics[2].finding.path = odd;
  AuditResult result = result_of({acme});
  result.policy_name = odd;
  result.unused = {{odd, odd, {odd, 1, 1}}};
  const auto expect_safe = [](std::string_view text, std::string_view format) {
    EXPECT_EQ(text.find("\nREFUSED b"), std::string_view::npos) << format;
    for (const char c : text)
      EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << format << ": " << int(c);
  };
  const View view(result);
  for (const Reporter& reporter : all_reporters()) {
    expect_safe(written(reporter.report, view), reporter.name);
    if (!reporter.listing) continue;
    expect_safe(written(reporter.listing, Listing(result.packages[0], Marks::verdicts)),
                reporter.name);
  }
}

TEST(Reporters, AreColoredOnlyWhereTheFormatHasColors) {
  const AuditResult result = refused_result();
  const View view(result);
  const Writer<View>& json = find_reporter("json")->report;
  EXPECT_EQ(written(json, view, Color::always), written(json, view));
  const Writer<View>& text = find_reporter("text")->report;
  EXPECT_NE(written(text, view, Color::always), written(text, view));
}

} // namespace
} // namespace package_audit::report
