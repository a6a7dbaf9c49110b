// Words to Arguments, by the tables in options.cpp.

#include "base/error.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace package_audit::cli {

namespace {

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const CommandInfo& info : all_commands())
    names.push_back(info.name);
  return names;
}

const CommandInfo* find_command(std::string_view name) {
  const auto all = all_commands();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const CommandInfo& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

class Parser {
public:
  explicit Parser(std::span<const std::string> words) : words_(words) {}

  Arguments parse() {
    if (!words_.empty()) {
      if (const CommandInfo* command = find_command(words_.front())) {
        arguments_.command = command->command;
        command_is_typed_ = true;
        words_ = words_.subspan(1);
      }
    }
    while (!words_.empty())
      take(next());
    if (!arguments_.help && !arguments_.version) require_operands();
    return std::move(arguments_);
  }

private:
  std::string next() {
    std::string word = words_.front();
    words_ = words_.subspan(1);
    return word;
  }

  void take(const std::string& word) {
    if (options_ended_ || word.size() < 2 || word[0] != '-') {
      arguments_.operands.push_back(word);
    } else if (word == "--") {
      options_ended_ = true;
    } else if (word[1] == '-') {
      take_long(word);
    } else {
      take_short(word);
    }
  }

  void take_long(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
    std::optional<std::string> value;
    if (equals != std::string::npos) value = word.substr(equals + 1);
    const auto all = all_options();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Option& o) { return o.name == name; });
    if (found == all.end()) fail_unknown_option("--" + name);
    apply(*found, "--" + name, std::move(value));
  }

  void take_short(const std::string& word) {
    const auto all = all_options();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Option& o) { return o.letter == word[1]; });
    if (found == all.end()) fail_unknown_option(word);
    std::optional<std::string> value;
    if (word.size() > 2) value = word.substr(2);
    apply(*found, word.substr(0, 2), std::move(value));
  }

  void apply(const Option& option, const std::string& typed, std::optional<std::string> value) {
    const CommandInfo& command = info_of(arguments_.command);
    if ((option.commands & bit_of(command.command)) == 0) {
      throw base::Error(fmt::format("{}: is not an option of \"{}\"", typed, command.name));
    }
    if (option.value.empty()) {
      if (value) throw base::Error(fmt::format("{}: takes no value", typed));
    } else if (!value) {
      if (words_.empty())
        throw base::Error(fmt::format("{}: needs a value: {}", typed, option.value));
      value = next();
    }
    const bool seen = std::find(seen_.begin(), seen_.end(), &option) != seen_.end();
    if (seen && !option.repeatable) throw base::Error(fmt::format("{}: is given twice", typed));
    seen_.push_back(&option);
    option.apply(arguments_, value.value_or(""));
  }

  [[noreturn]] void fail_unknown_option(std::string_view typed) const {
    std::vector<std::string> names;
    for (const Option& option : all_options()) {
      if ((option.commands & bit_of(arguments_.command)) != 0) {
        names.push_back(fmt::format("--{}", option.name));
      }
    }
    fail_unknown("option", typed, std::vector<std::string_view>(names.begin(), names.end()));
  }

  void require_operands() {
    const CommandInfo& command = info_of(arguments_.command);
    const std::size_t count = arguments_.operands.size();
    if (count < command.min_operands) {
      throw base::Error(
          fmt::format("{}: needs {}; see package-audit --help", command.name, command.operands));
    }
    if (count > command.max_operands) {
      throw base::Error(fmt::format("{}: \"{}\" is one word too many", command.name,
                                    base::printable(arguments_.operands[command.max_operands])));
    }
    if (!command_is_typed_) require_no_mistyped_command();
  }

  // "package-audit chekc x.deb": a first word that is neither a file nor a command, but near one.
  void require_no_mistyped_command() const {
    const std::string& word = arguments_.operands.front();
    std::error_code ignored;
    if (word.find_first_of("./") != std::string::npos || std::filesystem::exists(word, ignored)) {
      return;
    }
    const auto names = command_names();
    if (!base::nearest(word, names).empty()) fail_unknown("command or file", word, names);
  }

  std::span<const std::string> words_;
  Arguments arguments_;
  std::vector<const Option*> seen_;
  bool command_is_typed_ = false;
  bool options_ended_ = false;
};

} // namespace

Arguments parse_arguments(std::span<const std::string> words) {
  return Parser(words).parse();
}

void fail_unknown(std::string_view what, std::string_view word,
                  std::span<const std::string_view> known) {
  const std::string_view near = base::nearest(word, known);
  const std::string hint = near.empty() ? fmt::format("known are {}", fmt::join(known, ", "))
                                        : fmt::format("did you mean \"{}\"?", near);
  throw base::Error(fmt::format("{}: is not a known {}; {}", base::printable(word), what, hint));
}

} // namespace package_audit::cli
