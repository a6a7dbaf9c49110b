#include "base/path.hpp"
#include "base/text.hpp"
#include "report/entry_status.hpp"
#include "report/layout.hpp"
#include "report/listing.hpp"
#include "report/paint.hpp"
#include "report/sandbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>
#include <string>

namespace package_audit::report {

namespace {

// A folder or an entry of the tree. Several entries of one path are told apart by their order.
struct Node {
  std::map<std::string, Node, std::less<>> children{};
  std::vector<std::size_t> entries{};
};

Node make_tree(const Artifact& artifact) {
  Node root;
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    const std::string& path = artifact.entries[i].path;
    Node* node = &root;
    if (path.starts_with('/')) node = &node->children["/"];
    for (const std::string_view part : base::components(path)) {
      if (part != ".") node = &node->children[std::string(part)];
    }
    node->entries.push_back(i);
  }
  return root;
}

class TreeWriter {
public:
  TreeWriter(const PackageResult& package, Marks marks, Colour colour, std::ostream& out)
      : package_(package), marks_(marks), paint_(colour), out_(out),
        statuses_(entry_statuses(package)) {}

  void write() {
    out_ << fmt::format("package {}: {}\n\n",
                        paint_(Tone::strong, base::printable(package_.artifact.name)),
                        shown_artifact(package_.artifact));
    write_children(make_tree(package_.artifact), 0);
    write_anomalies();
    if (const std::string notice = sandbox_notice({&package_, 1}); !notice.empty()) {
      out_ << notice << '\n';
    }
    if (marks_ == Marks::verdicts) out_ << "\n+ allowed   ! refused\n";
  }

private:
  void write_children(const Node& node, std::size_t depth) {
    for (const auto& [name, child] : node.children) {
      const bool folder = !child.children.empty();
      if (child.entries.empty()) write_line(' ', "", "", depth, shown_name(name, folder));
      for (const std::size_t index : child.entries)
        write_entry(index, depth, name);
      write_children(child, depth + 1);
    }
  }

  static std::string shown_name(std::string_view name, bool folder) {
    std::string text = base::printable(name);
    if (folder && !text.ends_with('/')) text += '/';
    return text;
  }

  void write_entry(std::size_t index, std::size_t depth, std::string_view name) {
    const Entry& entry = package_.artifact.entries[index];
    std::string text = shown_name(name, entry.type == EntryType::directory);
    if (entry.type == EntryType::symlink) text += " -> " + base::printable(entry.link_target);
    if (entry.type == EntryType::hardlink) text += " = " + base::printable(entry.link_target);
    // No system looks at the mode of a link.
    const bool has_mode = entry.mode && entry.type != EntryType::symlink;
    write_line(mark(index), has_mode ? fmt::format("{:04o}", *entry.mode) : "",
               entry.type == EntryType::file ? base::human_size(entry.size) : "", depth, text);
  }

  char mark(std::size_t index) const {
    if (marks_ == Marks::none) return ' ';
    switch (statuses_[index]) {
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

  void write_line(char sign, std::string_view mode, std::string_view size, std::size_t depth,
                  std::string_view text) {
    std::string painted(text);
    if (sign == '!') painted = paint_(Tone::bad, text);
    out_ << fmt::format("{} {:4} {:>8}  {:{}}{}\n", sign, mode, size, "", depth * 2, painted);
  }

  void write_anomalies() {
    for (const Anomaly& anomaly : package_.artifact.anomalies) {
      const std::string where =
          anomaly.member.empty() ? "" : base::printable(anomaly.member) + ": ";
      out_ << fmt::format("{} {}: {}{}\n", paint_(Tone::bad, "!"), to_string(anomaly.kind), where,
                          base::printable(anomaly.detail));
    }
  }

  const PackageResult& package_;
  Marks marks_;
  Paint paint_;
  std::ostream& out_;
  std::vector<EntryStatus> statuses_;
};

} // namespace

void write_listing_text(const PackageResult& package, Marks marks, Colour colour,
                        std::ostream& out) {
  TreeWriter(package, marks, colour, out).write();
}

} // namespace package_audit::report
