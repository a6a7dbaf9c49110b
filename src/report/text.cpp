#include "report/text.hpp"

#include "base/date.hpp"
#include "base/text.hpp"
#include "report/findings.hpp"
#include "report/layout.hpp"
#include "report/paint.hpp"
#include "report/sandbox.hpp"
#include "report/tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace package_audit::report {

namespace {

constexpr std::size_t k_shown_per_check = 20;
constexpr std::size_t k_widest_path_column = 56;
constexpr std::size_t k_width = 96;

Tone tone_of(Severity severity) {
  switch (severity) {
  case Severity::error:
    return Tone::bad;
  case Severity::warning:
    return Tone::caution;
  case Severity::note:
  case Severity::off:
    break;
  }
  return Tone::strong;
}

class TextWriter {
public:
  TextWriter(const AuditResult& result, Colour colour, std::ostream& out)
      : result_(result), paint_(colour), out_(out) {}

  void write() {
    for (const PackageResult& package : result_.packages)
      write_package(package);
    const bool ends_in_list =
        result_.packages.size() > 1 && result_.packages.back().diagnostics.empty();
    if (ends_in_list) out_ << '\n';
    write_unused();
    write_sandbox();
    write_verdict();
  }

private:
  void write_package(const PackageResult& package) {
    const bool silent = package.diagnostics.empty();
    if (silent && result_.packages.size() == 1) return;
    const bool accepted = package.verdict == Verdict::accepted;
    out_ << fmt::format("package {}: {}: {}\n",
                        paint_(Tone::strong, base::printable(package.artifact.name)),
                        shown_artifact(package.artifact),
                        paint_(accepted ? Tone::good : Tone::bad, to_string(package.verdict)));
    if (silent) return;
    out_ << '\n';
    shown_entries_.clear();
    for (const FindingGroup& group : group_findings(package))
      write_group(group, package.artifact);
    write_excepted(package);
  }

  void write_group(const FindingGroup& group, const Artifact& artifact) {
    const Check& check = *group[0]->check;
    const std::string_view message = shared_message(group);
    const std::string title =
        fmt::format("{}: {}", check.id, check.summary) +
        (message.empty() ? "" : fmt::format(": {}", base::printable(message)));
    out_ << fmt::format("{}: {} ({})\n",
                        paint_(tone_of(group[0]->severity), to_string(group[0]->severity)),
                        paint_(Tone::strong, title), group.size());
    std::vector<FindingRow> rows;
    std::size_t repeated = 0;
    for (const Diagnostic* diagnostic : group) {
      if (rows.size() == k_shown_per_check) break;
      FindingRow row =
          row_of(*diagnostic, artifact, message.empty() ? RowMessage::shown : RowMessage::hidden);
      const bool is_new = shown_entries_.insert(diagnostic->finding.entry).second;
      if (!is_new && check.id == k_least_telling_check && row.remark.empty()) {
        ++repeated;
      } else {
        rows.push_back(std::move(row));
      }
    }
    write_rows(rows);
    if (repeated > 0 && rows.empty()) {
      out_ << "  all of them listed above\n";
    } else if (repeated > 0) {
      out_ << fmt::format("  and {} listed above\n", repeated);
    }
    const std::size_t hidden = group.size() - rows.size() - repeated;
    if (hidden > 0) out_ << fmt::format("  and {} more (see --format json)\n", hidden);
    if (explained_.insert(&check).second) {
      out_ << fmt::format("  {} {}\n", paint_(Tone::good, "fix:"), wrapped(check.fix, 7, k_width));
    }
    out_ << '\n';
  }

  // Rows that one install() call put there stand together below it; the others come first.
  void write_rows(const std::vector<FindingRow>& rows) {
    std::size_t path_column = 0;
    std::size_t size_column = 0;
    for (const FindingRow& row : rows) {
      path_column = std::max(path_column, std::min(display_width(row.path), k_widest_path_column));
      size_column = std::max(size_column, row.size.size());
    }
    std::vector<std::string> rules{""};
    for (const FindingRow& row : rows) {
      if (std::find(rules.begin(), rules.end(), row.installed_by) == rules.end()) {
        rules.push_back(row.installed_by);
      }
    }
    for (const std::string& rule : rules) {
      if (!rule.empty()) out_ << fmt::format("  installed by {}\n", paint_(Tone::strong, rule));
      for (const FindingRow& row : rows) {
        if (row.installed_by == rule)
          write_row(row, rule.empty() ? 2 : 4, path_column, size_column);
      }
    }
  }

  void write_row(const FindingRow& row, std::size_t indent, std::size_t path_column,
                 std::size_t size_column) {
    const std::size_t width = display_width(row.path);
    const std::size_t padding = path_column > width ? path_column - width : 0;
    std::string line(indent, ' ');
    line += row.path;
    line.append(padding, ' ');
    if (size_column > 0) line += fmt::format("  {:>{}}", row.size, size_column);
    const bool beside = display_width(line) + 2 + display_width(row.remark) <= k_width;
    if (row.remark.empty() || !beside) line.erase(line.find_last_not_of(' ') + 1);
    out_ << line;
    if (beside && !row.remark.empty()) {
      out_ << "  " << paint_(Tone::faint, row.remark);
    } else if (!row.remark.empty()) {
      const std::size_t deeper = indent + 4;
      out_ << fmt::format("\n{:{}}{}", "", deeper,
                          paint_(Tone::faint, wrapped(row.remark, deeper, k_width)));
    }
    out_ << '\n';
  }

  void write_excepted(const PackageResult& package) {
    bool any = false;
    for (const Diagnostic& diagnostic : package.diagnostics) {
      if (!diagnostic.exception) continue;
      const Exception& exception = package.rules.exceptions.at(*diagnostic.exception);
      out_ << fmt::format("excepted: {}: {}: {} (approved by {}, until {})\n", diagnostic.check->id,
                          shown_path(diagnostic, package.artifact),
                          base::printable(exception.reason), base::printable(exception.approved_by),
                          base::to_string(exception.expires));
      any = true;
    }
    if (any) out_ << '\n';
  }

  void write_unused() {
    for (const UnusedRule& rule : result_.unused) {
      out_ << fmt::format("{}: {} {} ({})\n", paint_(Tone::caution, "unused"),
                          base::printable(rule.kind), base::printable(rule.text),
                          shown_location(rule.location));
    }
    if (!result_.unused.empty()) out_ << '\n';
  }

  void write_sandbox() {
    const std::string notice = sandbox_notice(result_.packages);
    if (!notice.empty()) out_ << notice << '\n';
  }

  void write_verdict() {
    const bool accepted = result_.verdict == Verdict::accepted;
    std::string word = accepted ? "ACCEPTED" : "REFUSED";
    if (accepted && result_.enforcement == Enforcement::report) {
      word += " (report only: the policy does not enforce)";
    }
    out_ << fmt::format("{} {}: {}\n", paint_(accepted ? Tone::good : Tone::bad, word),
                        verdict_subject(), verdict_reason());
  }

  std::string verdict_subject() const {
    const std::vector<PackageResult>& packages = result_.packages;
    if (packages.size() == 1) return base::printable(packages[0].artifact.name);
    const auto refused = std::count_if(packages.begin(), packages.end(), [](const auto& package) {
      return package.verdict == Verdict::refused;
    });
    const std::string all = base::count_of(packages.size(), "package", "packages");
    return result_.verdict == Verdict::accepted ? all : fmt::format("{} of {}", refused, all);
  }

  std::string verdict_reason() const {
    std::size_t entries = 0;
    for (const PackageResult& package : result_.packages)
      entries += package.artifact.entries.size();
    std::string findings = to_text(tally(result_));
    if (result_.verdict == Verdict::refused) return findings;
    return fmt::format("{}, {}", base::count_of(entries, "entry", "entries"), findings);
  }

  const AuditResult& result_;
  Paint paint_;
  std::ostream& out_;
  // Of the package that is being written.
  std::set<std::size_t> shown_entries_{};
  // Checks whose fix was said.
  std::set<const Check*> explained_{};
};

} // namespace

void write_text(const AuditResult& result, Colour colour, std::ostream& out) {
  TextWriter(result, colour, out).write();
}

} // namespace package_audit::report
