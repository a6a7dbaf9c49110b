#include "report/registry.hpp"

#include <algorithm>
#include <array>

namespace package_audit::report {

// Defined in the file of their format.
void write_json(const View& view, std::ostream& out);
void write_json_listing(const Listing& listing, std::ostream& out);
void write_json_record(const View& view, const PackageView& package, std::ostream& out);
void write_text(const View& view, std::ostream& out);
void write_colored_text(const View& view, std::ostream& out);
void write_text_listing(const Listing& listing, std::ostream& out);
void write_colored_text_listing(const Listing& listing, std::ostream& out);

namespace {

constexpr std::array k_reporters{
    Reporter{.name = "json",
             .summary = "every finding, for programs; its schema is installed beside the policies",
             .extension = "json",
             .report = {write_json},
             .listing = {write_json_listing}},
    Reporter{.name = "text",
             .summary = "findings by check, for people",
             .extension = "txt",
             .report = {write_text, write_colored_text},
             .listing = {write_text_listing, write_colored_text_listing}},
};

constexpr RecordFormat k_record{.suffix = ".audit.json", .write = write_json_record};

} // namespace

std::span<const Reporter> all_reporters() {
  return k_reporters;
}

const Reporter* find_reporter(std::string_view name) {
  const auto found = std::find_if(k_reporters.begin(), k_reporters.end(),
                                  [&](const Reporter& reporter) { return reporter.name == name; });
  return found == k_reporters.end() ? nullptr : &*found;
}

const RecordFormat& record_format() {
  return k_record;
}

} // namespace package_audit::report
