// The commands about checks: "checks" and "explain".

#include "base/text.hpp"
#include "checks/registry.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "report/paint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace package_audit::cli {

namespace {

constexpr std::size_t k_width = 80;

} // namespace

std::vector<std::string_view> check_ids() {
  std::vector<std::string_view> ids;
  for (const Check* check : checks::all_checks())
    ids.push_back(check->id);
  return ids;
}

int run_checks(const Arguments&, const Streams& streams) {
  std::size_t id_column = 0;
  for (const Check* check : checks::all_checks())
    id_column = std::max(id_column, check->id.size());
  for (const Check* check : checks::all_checks()) {
    streams.out << fmt::format("{:{}}  {:7}  {}\n", check->id, id_column,
                               to_string(check->default_severity), check->summary);
  }
  return k_exit_accepted;
}

int run_explain(const Arguments& arguments, const Streams& streams) {
  const std::string& id = arguments.operands.front();
  const Check* check = checks::find_check(id);
  if (check == nullptr) fail_unknown("check", id, check_ids());
  const report::Paint paint(choose_color(std::nullopt, streams.out));
  streams.out << fmt::format("{}: {}\n", paint(report::Tone::strong, check->id), check->summary);
  streams.out << fmt::format("\nseverity  {}{}\n", to_string(check->default_severity),
                             check->mandatory
                                 ? "; a policy can neither lower it nor make an exception"
                                 : " unless the policy says otherwise");
  streams.out << fmt::format("why       {}\n", base::wrap(check->why, 10, k_width));
  streams.out << fmt::format("fix       {}\n", base::wrap(check->fix, 10, k_width));
  return k_exit_accepted;
}

} // namespace package_audit::cli
