#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>

namespace package_audit::checks {

namespace {

constexpr std::array k_files{
    NameRule{"*.js.map", "source map", true},   NameRule{"*.mjs.map", "source map", true},
    NameRule{"*.cjs.map", "source map", true},  NameRule{"*.jsx.map", "source map", true},
    NameRule{"*.ts.map", "source map", true},   NameRule{"*.tsx.map", "source map", true},
    NameRule{"*.css.map", "source map", true},  NameRule{"*.wasm.map", "source map", true},
    NameRule{"*.html.map", "source map", true}, NameRule{"*.bundle.map", "source map", true},
    NameRule{"*.min.map", "source map", true},
};

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.files = k_files});
}

} // namespace

constexpr Check k_source_map_file{
    .id = "source-map-file",
    .summary = "source map",
    .why = "A source map can hold the whole original source of a bundle. Products have been "
           "published this way more than once.",
    .fix = "Switch source maps off for release bundles, or exclude *.map in the install() rule. If "
           "users are meant to get the map, an allow entry that spells the ending out (`*.js.map`) "
           "accepts it.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
