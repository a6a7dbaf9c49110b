#pragma once

#include "model/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// An audit result as reports write it: grouped, ordered, and every text that came from a package, a
// policy or a build escaped by printable(). A report writes a View and nothing else, so it cannot
// forget to escape. A View refers to the result it was made from, which has to outlive it; findings
// are made on request, because a refused package may have very many.
namespace package_audit::report {

// Says of an entry only that no rule allows it; another check may name the defect.
constexpr std::string_view k_fallback_check = "unlisted-entry";

// A place in a policy; the file as the user named it, without its directory where that would name
// one of the machine. `line` and `column` count from 1.
struct PolicyPlace {
  std::string file{};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// "package-audit.json:7:5".
std::string to_string(const PolicyPlace& place);

// The install() call that put an entry into the package.
struct InstallCall {
  std::string file{};
  std::uint32_t line = 0;
  // "install(DIRECTORY)".
  std::string command{};
};

// "CMakeLists.txt:12 install(DIRECTORY)".
std::string to_string(const InstallCall& call);

// The exception that accepts a finding.
struct Acceptance {
  std::string reason{};
  std::string approved_by{};
  std::string expires{}; // "2027-03-31"
};

// One finding. The columns of a table are `subject`, `size`, `message`, `rule`, `installed_by`.
struct FindingView {
  const Check* check = nullptr;
  Severity severity = Severity::error;
  // Number of the entry in its package, or Finding::k_no_entry.
  std::size_t entry = Finding::k_no_entry;
  // The path alone, as a policy takes it; empty where the finding is about the package as a whole.
  std::string path{};
  // The path for people: "lib/", "bin/tool -> tool-1", "the package".
  std::string subject{};
  // "1.5 MiB"; empty for what is no file.
  std::string size{};
  std::string message{};
  // The name as stored; empty without an entry.
  std::string member{};
  // `member` where it is not just the path below a top directory; else empty.
  std::string unusual_member{};
  std::optional<PolicyPlace> rule{};
  std::optional<InstallCall> installed_by{};
  std::optional<Acceptance> exception{};
};

// The findings of one check at one severity in one package, none of them excepted, by path.
struct FindingGroup {
  const Check* check = nullptr;
  Severity severity = Severity::error;
  // Set when all findings, two or more, have this message.
  std::string shared_message{};
  // For PackageView::finding(); not empty.
  std::vector<std::size_t> findings{};
};

struct PackageView {
  explicit PackageView(const PackageResult& package);

  // All findings are in the order of check ids, then of entries; `index` is less than `findings`.
  FindingView finding(std::size_t index) const;

  std::string name{};
  std::string_view format{};
  // Hexadecimal.
  std::string sha256{};
  std::uint64_t size = 0;
  std::size_t entries = 0;
  Verdict verdict = Verdict::refused;
  // Layers of the sandbox that were in force.
  std::vector<std::string> sandbox{};
  std::size_t findings = 0;
  // Errors first; within a severity by check, the fallback check last.
  std::vector<FindingGroup> groups{};
  // For finding(): the findings that an exception accepts.
  std::vector<std::size_t> excepted{};

private:
  const PackageResult* package_;
};

// "tar.gz, 1.2 MiB, 34 entries".
std::string summary(const PackageView& package);

// A rule of the policy that did nothing.
struct UnusedView {
  std::string kind{}; // "allow entry" or "exception"
  std::string text{};
  PolicyPlace place{};
};

// Findings by outcome.
struct Tally {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t excepted = 0;
};

// "3 errors, 1 warning, 2 excepted": zeros are left out; "no findings" when all are zero.
std::string to_string(const Tally& tally);

struct View {
  explicit View(const AuditResult& result);
  explicit View(AuditResult&&) = delete;

  std::string policy_name{};
  // Hexadecimal.
  std::string policy_sha256{};
  Enforcement enforcement = Enforcement::enforce;
  Verdict verdict = Verdict::refused;
  std::vector<PackageView> packages{};
  std::vector<UnusedView> unused{};
  Tally tally{};
  // See sandbox_notice().
  std::string sandbox_notice{};
};

// The parts of a view that other documents need.

// The path for people, escaped: "/" behind a directory, " -> target" behind a link.
std::string printable_subject(const Entry& entry);

PolicyPlace printable_place(const Location& location);

// "sandbox: without landlock, seccomp": the layers that were not in force for every package; empty
// when none was missing.
std::string sandbox_notice(std::span<const PackageResult> packages);

// The version of this program: "0.1.0".
std::string_view tool_version();

} // namespace package_audit::report
