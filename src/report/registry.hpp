#pragma once

#include "report/listing.hpp"
#include "report/paint.hpp"
#include "report/view.hpp"

#include <iosfwd>
#include <span>
#include <string_view>

namespace package_audit::report {

// Writes one kind of document. Same document, same bytes: no time, no host, no path of the machine.
template <typename Document>
struct Writer {
  // Null where the format has no such document.
  void (*plain)(const Document&, std::ostream&) = nullptr;
  // With the terminal's colors; null where the format has none.
  void (*colored)(const Document&, std::ostream&) = nullptr;

  explicit operator bool() const { return plain != nullptr; }

  void write(const Document& document, Color color, std::ostream& out) const {
    (color == Color::always && colored != nullptr ? colored : plain)(document, out);
  }
};

// A format of reports. Help, man page, completions, docs/reports.md and the CMake module's list
// come from this record.
struct Reporter {
  std::string_view name;
  // A clause in lower case without a full stop.
  std::string_view summary;
  // The file ending that the CMake module uses, without a dot.
  std::string_view extension;
  // `check`: the result of a run.
  Writer<View> report;
  // `list`: the contents of a package.
  Writer<Listing> listing{};
};

constexpr std::string_view k_default_format = "text";

// By name.
std::span<const Reporter> all_reporters();

// Null when there is none.
const Reporter* find_reporter(std::string_view name);

// The evidence beside an accepted package.
struct RecordFormat {
  // Follows the package's name: ".audit.json".
  std::string_view suffix;
  // Writes one package of the view with its own verdict, without the parts that are about the run.
  void (*write)(const View&, const PackageView&, std::ostream&);
};

const RecordFormat& record_format();

} // namespace package_audit::report
