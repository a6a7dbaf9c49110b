// Text for people: the report and the listing.

#include "base/text.hpp"

#include "report/registry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::report {

namespace {

constexpr std::size_t k_shown_per_check = 20;
constexpr std::size_t k_max_path_column = 56;
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

Tone tone_of(Verdict verdict) {
  return verdict == Verdict::accepted ? Tone::good : Tone::bad;
}

// One finding as a line.
struct Row {
  std::string path{};
  std::string size{};
  // Message, stored name and rule, where the line needs them.
  std::string remark{};
  // Empty when no install() call is known.
  std::string installed_by{};
};

Row make_row(const FindingView& finding, bool has_message) {
  std::vector<std::string> remarks;
  if (has_message) remarks.push_back(finding.message);
  if (!finding.unusual_member.empty()) {
    remarks.push_back(fmt::format("(member {})", finding.unusual_member));
  }
  if (finding.rule) remarks.push_back(fmt::format("({})", to_string(*finding.rule)));
  return {.path = finding.subject,
          .size = finding.size,
          .remark = fmt::to_string(fmt::join(remarks, " ")),
          .installed_by = finding.installed_by ? to_string(*finding.installed_by) : ""};
}

class ReportWriter {
public:
  ReportWriter(const View& view, Color color, std::ostream& out)
      : view_(view), paint_(color), out_(out) {}

  void write() {
    for (const PackageView& package : view_.packages)
      write_package(package);
    const bool ends_in_list = view_.packages.size() > 1 && view_.packages.back().findings == 0;
    if (ends_in_list) out_ << '\n';
    write_unused();
    if (!view_.sandbox_notice.empty()) out_ << view_.sandbox_notice << '\n';
    write_verdict();
  }

private:
  void write_package(const PackageView& package) {
    const bool is_silent = package.findings == 0;
    if (is_silent && view_.packages.size() == 1) return;
    out_ << fmt::format("package {}: {}: {}\n", paint_(Tone::strong, package.name),
                        summary(package),
                        paint_(tone_of(package.verdict), to_string(package.verdict)));
    if (is_silent) return;
    out_ << '\n';
    shown_entries_.clear();
    for (const FindingGroup& group : package.groups)
      write_group(group, package);
    write_excepted(package);
  }

  void write_group(const FindingGroup& group, const PackageView& package) {
    const Check& check = *group.check;
    const std::string title =
        fmt::format("{}: {}", check.id, check.summary) +
        (group.shared_message.empty() ? "" : fmt::format(": {}", group.shared_message));
    out_ << fmt::format("{}: {} ({})\n", paint_(tone_of(group.severity), to_string(group.severity)),
                        paint_(Tone::strong, title), group.findings.size());
    std::vector<Row> rows;
    std::size_t repeated = 0;
    for (const std::size_t i : group.findings) {
      if (rows.size() == k_shown_per_check) break;
      const FindingView finding = package.finding(i);
      Row row = make_row(finding, group.shared_message.empty());
      const bool is_new = shown_entries_.insert(finding.entry).second;
      if (!is_new && check.id == k_fallback_check && row.remark.empty()) {
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
    const std::size_t hidden = group.findings.size() - rows.size() - repeated;
    if (hidden > 0) out_ << fmt::format("  and {} more (see --format json)\n", hidden);
    if (explained_.insert(&check).second) {
      out_ << fmt::format("  {} {}\n", paint_(Tone::good, "fix:"),
                          base::wrap(check.fix, 7, k_width));
    }
    out_ << '\n';
  }

  // The rows of one install() call follow its line; rows without a call come first.
  void write_rows(const std::vector<Row>& rows) {
    std::size_t path_column = 0;
    std::size_t size_column = 0;
    for (const Row& row : rows) {
      path_column =
          std::max(path_column, std::min(base::display_width(row.path), k_max_path_column));
      size_column = std::max(size_column, row.size.size());
    }
    std::vector<std::string> calls{""};
    for (const Row& row : rows) {
      if (std::find(calls.begin(), calls.end(), row.installed_by) == calls.end()) {
        calls.push_back(row.installed_by);
      }
    }
    for (const std::string& call : calls) {
      if (!call.empty()) out_ << fmt::format("  installed by {}\n", paint_(Tone::strong, call));
      for (const Row& row : rows) {
        if (row.installed_by == call)
          write_row(row, call.empty() ? 2 : 4, path_column, size_column);
      }
    }
  }

  void write_row(const Row& row, std::size_t indent, std::size_t path_column,
                 std::size_t size_column) {
    const std::size_t width = base::display_width(row.path);
    const std::size_t padding = path_column > width ? path_column - width : 0;
    std::string line(indent, ' ');
    line += row.path;
    line.append(padding, ' ');
    if (size_column > 0) line += fmt::format("  {:>{}}", row.size, size_column);
    const bool fits = base::display_width(line) + 2 + base::display_width(row.remark) <= k_width;
    if (row.remark.empty() || !fits) line.erase(line.find_last_not_of(' ') + 1);
    out_ << line;
    if (fits && !row.remark.empty()) {
      out_ << "  " << paint_(Tone::faint, row.remark);
    } else if (!row.remark.empty()) {
      const std::size_t deeper = indent + 4;
      out_ << fmt::format("\n{:{}}{}", "", deeper,
                          paint_(Tone::faint, base::wrap(row.remark, deeper, k_width)));
    }
    out_ << '\n';
  }

  void write_excepted(const PackageView& package) {
    for (const std::size_t i : package.excepted) {
      const FindingView finding = package.finding(i);
      out_ << fmt::format("excepted: {}: {}: {} (approved by {}, until {})\n", finding.check->id,
                          finding.subject, finding.exception->reason,
                          finding.exception->approved_by, finding.exception->expires);
    }
    if (!package.excepted.empty()) out_ << '\n';
  }

  void write_unused() {
    for (const UnusedView& rule : view_.unused) {
      out_ << fmt::format("{}: {} {} ({})\n", paint_(Tone::caution, "unused"), rule.kind, rule.text,
                          to_string(rule.place));
    }
    if (!view_.unused.empty()) out_ << '\n';
  }

  void write_verdict() {
    const bool is_accepted = view_.verdict == Verdict::accepted;
    std::string word = is_accepted ? "ACCEPTED" : "REFUSED";
    if (is_accepted && view_.enforcement == Enforcement::report) {
      word += " (report only: the policy does not enforce)";
    }
    out_ << fmt::format("{} {}: {}\n", paint_(tone_of(view_.verdict), word), verdict_subject(),
                        verdict_reason());
  }

  std::string verdict_subject() const {
    const std::vector<PackageView>& packages = view_.packages;
    if (packages.size() == 1) return packages[0].name;
    const auto refused = std::count_if(packages.begin(), packages.end(), [](const auto& package) {
      return package.verdict == Verdict::refused;
    });
    const std::string all = base::count_of(packages.size(), "package", "packages");
    return view_.verdict == Verdict::accepted ? all : fmt::format("{} of {}", refused, all);
  }

  std::string verdict_reason() const {
    std::string findings = to_string(view_.tally);
    if (view_.verdict == Verdict::refused) return findings;
    std::size_t entries = 0;
    for (const PackageView& package : view_.packages)
      entries += package.entries;
    return fmt::format("{}, {}", base::count_of(entries, "entry", "entries"), findings);
  }

  const View& view_;
  Paint paint_;
  std::ostream& out_;
  // Of the current package.
  std::set<std::size_t> shown_entries_{};
  // Checks with a printed fix.
  std::set<const Check*> explained_{};
};

char mark_of(EntryStatus status) {
  switch (status) {
  case EntryStatus::allowed:
    return '+';
  case EntryStatus::refused:
    return '!';
  case EntryStatus::parent:
  case EntryStatus::implicitly_allowed:
    break;
  }
  return ' ';
}

void write_tree(const Listing& listing, const Paint& paint, std::ostream& out) {
  for (const TreeLine& line : listing.tree) {
    char mark = ' ';
    std::string mode;
    std::string size;
    if (line.entry != TreeLine::k_no_entry) {
      const ListedEntry entry = listing.entry(line.entry);
      if (listing.marks == Marks::verdicts) mark = mark_of(entry.status);
      // No system uses the mode of a symlink.
      if (entry.type != EntryType::symlink) mode = entry.mode;
      if (entry.type == EntryType::file) size = base::human_size(entry.size);
    }
    out << fmt::format("{} {:4} {:>8}  {:{}}{}\n", mark, mode, size, "", line.depth * 2,
                       mark == '!' ? paint(Tone::bad, line.name) : line.name);
  }
}

void write_listing(const Listing& listing, Color color, std::ostream& out) {
  const Paint paint(color);
  out << fmt::format("package {}: {}\n\n", paint(Tone::strong, listing.package.name),
                     summary(listing.package));
  write_tree(listing, paint, out);
  for (const ListedAnomaly& anomaly : listing.anomalies) {
    out << fmt::format("{} {}: {}{}\n", paint(Tone::bad, "!"), anomaly.kind,
                       anomaly.member.empty() ? "" : anomaly.member + ": ", anomaly.detail);
  }
  if (!listing.sandbox_notice.empty()) out << listing.sandbox_notice << '\n';
  if (listing.marks == Marks::verdicts) out << "\n+ allowed   ! refused\n";
}

} // namespace

void write_text(const View& view, std::ostream& out) {
  ReportWriter(view, Color::never, out).write();
}

void write_colored_text(const View& view, std::ostream& out) {
  ReportWriter(view, Color::always, out).write();
}

void write_text_listing(const Listing& listing, std::ostream& out) {
  write_listing(listing, Color::never, out);
}

void write_colored_text_listing(const Listing& listing, std::ostream& out) {
  write_listing(listing, Color::always, out);
}

} // namespace package_audit::report
