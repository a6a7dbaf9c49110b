// Packages that try to hide something, one technique each, and what a user of the library is told
// of them under a policy that allows everything and under one that allows only what a sound package
// holds. Usage: techniques FORMAT

#include "audit/audit.hpp"
#include "base/text.hpp"
#include "content/inspect.hpp"
#include "model/result.hpp"
#include "policy/load.hpp"
#include "policy/resolve.hpp"
#include "readings/scratch.hpp"
#include "technique.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <set>
#include <stdexcept>
#include <vector>

namespace {

using namespace package_audit;
using namespace package_audit::proof;

struct Group {
  std::string_view format;
  std::span<const Technique> (*techniques)();
};

constexpr std::array k_groups{
    Group{"zip", zip_layout_techniques},
    Group{"zip", zip_entry_techniques},
    Group{"tar", tar_layout_techniques},
    Group{"tar", tar_entry_techniques},
    Group{"tar", tar_extension_techniques},
    Group{"wrapper", wrapper_techniques},
    Group{"deb", deb_techniques},
    Group{"rpm", rpm_techniques},
    Group{"7z", seven_zip_techniques},
    Group{"stgz", stgz_techniques},
    Group{"cross_format", polyglot_techniques},
    Group{"cross_format", nested_techniques},
    Group{"cross_format", name_techniques},
};

constexpr std::string_view k_allow_all = R"({ "version": 1, "allow": ["**"] })";

std::string narrow_policy() {
  return fmt::format(R"({{ "version": 1, "allow": ["{}", "{}"] }})", k_program, k_readme);
}

// The report of a package, as a user sees it.
struct Outcome {
  bool refused = false;
  // The checks that refuse it, and those that only say something.
  std::set<std::string_view> errors{};
  std::set<std::string_view> remarks{};
  // The message of the first finding.
  std::string message{};
};

constexpr std::string_view check_of(const Technique& technique) {
  switch (technique.required) {
  case Required::ambiguous:
    return "ambiguous-package";
  case Required::broken:
    return "unreadable-package";
  case Required::limit:
    return "limit-exceeded";
  case Required::empty:
    return "empty-package";
  default:
    return technique.check;
  }
}

constexpr std::string_view text_of(Required required) {
  constexpr std::array<std::string_view, 8> k_names{
      "ambiguous", "broken", "limit", "empty", "violation", "unlisted", "reported", "accepted"};
  return k_names[static_cast<std::size_t>(required)];
}

Outcome audited(const std::string& package, const readings::Scratch& scratch,
                std::string_view policy_text) {
  const Policy policy = policy::load_policy(scratch.write("policy.json", policy_text), {});
  std::vector<Artifact> artifacts;
  artifacts.push_back(content::inspect(package, policy::loosest_limits(policy),
                                       content::signatures::SignatureSet()));
  const AuditResult result = audit::audit(std::move(artifacts), policy, {.today = {2026, 1, 31}});
  Outcome outcome{.refused = result.verdict == Verdict::refused};
  for (const Diagnostic& diagnostic : result.packages.front().diagnostics) {
    (diagnostic.refuses() ? outcome.errors : outcome.remarks).insert(diagnostic.check->id);
    if (outcome.message.empty()) outcome.message = base::printable(diagnostic.finding.message);
  }
  return outcome;
}

std::string text_of(const Outcome& outcome) {
  const auto& ids = outcome.refused ? outcome.errors : outcome.remarks;
  return fmt::format("{}{}{}", outcome.refused ? "refused" : "accepted", ids.empty() ? "" : ": ",
                     fmt::join(ids, " "));
}

bool is_as_required(const Technique& technique, const Outcome& outcome, bool allows_all) {
  const std::string_view check = check_of(technique);
  switch (technique.required) {
  case Required::accepted:
    return !outcome.refused && outcome.errors.empty() && outcome.remarks.empty();
  case Required::reported:
    return !outcome.refused && outcome.remarks.contains(check);
  case Required::unlisted:
    return outcome.refused != allows_all &&
           outcome.errors.contains("unlisted-entry") != allows_all &&
           (check.empty() || outcome.remarks.contains(check));
  default:
    return outcome.refused && outcome.errors.contains(check);
  }
}

// Prints the technique's line; true when all is as required.
bool is_caught(const Technique& technique) {
  const readings::Scratch scratch;
  const std::string package = scratch.write(technique.file, technique.make());
  const Outcome widest = audited(package, scratch, k_allow_all);
  const Outcome narrow = audited(package, scratch, narrow_policy());
  bool is_right =
      is_as_required(technique, widest, true) && is_as_required(technique, narrow, false);
  std::string declared;
  if (!technique.declaration.empty()) {
    const Outcome outcome = audited(package, scratch, technique.declaration);
    declared = text_of(outcome);
    is_right = is_right && !outcome.refused;
  }
  fmt::print("{} {} | {} {} | {} | {} | {} | {} | {}\n", is_right ? "  " : "! ", technique.id,
             text_of(technique.required), technique.check, text_of(widest), text_of(narrow),
             declared, technique.trick, widest.message);
  return is_right;
}

int run(std::string_view format) {
  std::set<std::string_view> ids;
  std::size_t failures = 0;
  bool has_sound_one = false;
  fmt::print(
      "   technique | required | ours, allowing all | ours, narrow | ours, declared | trick | "
      "what is said of it\n");
  for (const Group& group : k_groups) {
    if (group.format != format) continue;
    for (const Technique& technique : group.techniques()) {
      if (!ids.insert(technique.id).second) {
        throw std::runtime_error(fmt::format("{} is there twice", technique.id));
      }
      has_sound_one = has_sound_one || technique.required == Required::accepted;
      if (!is_caught(technique)) ++failures;
    }
  }
  if (!has_sound_one) throw std::runtime_error("no sound package shows that not all are refused");
  fmt::print("{} techniques, {} not as required\n", ids.size(), failures);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::runtime_error("usage: techniques FORMAT");
    return run(argv[1]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "techniques: {}\n", error.what());
    return EXIT_FAILURE;
  }
}
