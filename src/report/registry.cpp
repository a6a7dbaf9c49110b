#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <array>

namespace package_audit::report {

namespace {

constexpr std::array k_reporters{
    Reporter{"json", "every finding, for programs; its schema is installed beside the policies",
             write_json},
    Reporter{"text", "findings by check, for people", write_text},
};

} // namespace

std::span<const Reporter> all_reporters() {
  return k_reporters;
}

const Reporter* find_reporter(std::string_view name) {
  const auto found = std::find_if(k_reporters.begin(), k_reporters.end(),
                                  [&](const Reporter& reporter) { return reporter.name == name; });
  return found == k_reporters.end() ? nullptr : &*found;
}

} // namespace package_audit::report
