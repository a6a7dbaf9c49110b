#pragma once

#include "cli/arguments.hpp"
#include "cli/terminal.hpp"

#include <iosfwd>
#include <string_view>
#include <vector>

// One function for each command. Returns the exit code.
namespace package_audit::cli {

constexpr int k_exit_accepted = 0;
constexpr int k_exit_refused = 1;
constexpr int k_exit_failed = 2;

int run_check(const Arguments& arguments, const Streams& streams);
int run_list(const Arguments& arguments, const Streams& streams);
int run_init(const Arguments& arguments, const Streams& streams);
int run_checks(const Arguments& arguments, const Streams& streams);
int run_explain(const Arguments& arguments, const Streams& streams);
int run_generate(const Arguments& arguments, const Streams& streams);

// The operands of `explain` and of `generate`.
std::vector<std::string_view> check_ids();
std::vector<std::string_view> document_names();

// The bash script that completes the command line.
void write_completions(std::ostream& out);

// The whole help, or that of one command.
void write_help(std::ostream& out);
void write_help(std::ostream& out, Command command);

} // namespace package_audit::cli
