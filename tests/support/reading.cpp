#include "support/reading.hpp"

#include "formats/fault.hpp"

#include <fmt/format.h>

namespace package_audit::support {

void PrintTo(const Reading& reading, std::ostream* out) {
  if (!reading.fault) {
    *out << "accepted";
    return;
  }
  *out << to_string(reading.fault->kind) << ": " << reading.fault->member << ": "
       << reading.fault->detail;
}

Reading read_bytes(const std::string& bytes, const Limits& limits) {
  Reading reading;
  reading.fault = fault_of([&] {
    MemorySource source(bytes);
    const formats::FormatReader* const reader = formats::recognize_format(source);
    if (reader == nullptr)
      throw formats::ReadFault(AnomalyKind::unknown_format, "no reader opens it");
    formats::PackageNotes notes;
    reader->read(source, limits, reading.listed, notes);
  });
  return reading;
}

std::string content_of(const Reading& reading) {
  std::string text;
  for (const Recorder::Record& record : reading.listed.records) {
    text += fmt::format("{}\n{}\n{}\n{}\n{}\n", record.entry.member, to_string(record.entry.type),
                        record.entry.link_target, record.content.size(), record.content);
  }
  return text;
}

} // namespace package_audit::support
