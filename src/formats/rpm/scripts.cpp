#include "formats/rpm/scripts.hpp"

#include "base/head.hpp"
#include "formats/fault.hpp"
#include "formats/rpm/tags.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>

namespace package_audit::formats::rpm {

namespace {

struct Script {
  std::string_view name;
  std::uint32_t text;
  std::uint32_t program;
  std::uint32_t flags;
};

constexpr std::array k_scripts{
    Script{"prein", tag::k_pre_install, tag::k_pre_install_program, tag::k_pre_install_flags},
    Script{"postin", tag::k_post_install, tag::k_post_install_program, tag::k_post_install_flags},
    Script{"preun", tag::k_pre_remove, tag::k_pre_remove_program, tag::k_pre_remove_flags},
    Script{"postun", tag::k_post_remove, tag::k_post_remove_program, tag::k_post_remove_flags},
    Script{"pretrans", tag::k_pre_transaction, tag::k_pre_transaction_program,
           tag::k_pre_transaction_flags},
    Script{"posttrans", tag::k_post_transaction, tag::k_post_transaction_program,
           tag::k_post_transaction_flags},
    Script{"preuntrans", tag::k_pre_remove_transaction, tag::k_pre_remove_transaction_program,
           tag::k_pre_remove_transaction_flags},
    Script{"postuntrans", tag::k_post_remove_transaction, tag::k_post_remove_transaction_program,
           tag::k_post_remove_transaction_flags},
    Script{"verify", tag::k_verify, tag::k_verify_program, tag::k_verify_flags},
};

struct Triggers {
  std::string_view name;
  // One value for each script.
  std::uint32_t texts;
  std::uint32_t programs;
  std::uint32_t script_flags;
  // One value for each condition; `indexes` has the script that it triggers.
  std::uint32_t names;
  std::uint32_t versions;
  std::uint32_t flags;
  std::uint32_t indexes;
};

constexpr std::array k_triggers{
    Triggers{"trigger", tag::k_trigger_scripts, tag::k_trigger_programs,
             tag::k_trigger_script_flags, tag::k_trigger_names, tag::k_trigger_versions,
             tag::k_trigger_flags, tag::k_trigger_indexes},
    Triggers{"filetrigger", tag::k_file_trigger_scripts, tag::k_file_trigger_programs,
             tag::k_file_trigger_script_flags, tag::k_file_trigger_names,
             tag::k_file_trigger_versions, tag::k_file_trigger_flags, tag::k_file_trigger_indexes},
    Triggers{"transfiletrigger", tag::k_transaction_trigger_scripts,
             tag::k_transaction_trigger_programs, tag::k_transaction_trigger_script_flags,
             tag::k_transaction_trigger_names, tag::k_transaction_trigger_versions,
             tag::k_transaction_trigger_flags, tag::k_transaction_trigger_indexes},
};

struct Flag {
  std::uint64_t bit;
  std::string_view name;
};

// How rpm changes the text of a script before it runs it, and how serious its failure is.
constexpr std::array k_script_flags{Flag{1, "expand"}, Flag{2, "qformat"}, Flag{4, "critical"}};
constexpr std::array k_trigger_flags{Flag{1U << 25U, "prein"}, Flag{1U << 16U, "in"},
                                     Flag{1U << 17U, "un"}, Flag{1U << 18U, "postun"}};
constexpr std::array k_sense_flags{Flag{2, "<"}, Flag{4, ">"}, Flag{8, "="}};

template <std::size_t N>
std::string names_of(std::uint64_t flags, const std::array<Flag, N>& known,
                     std::string_view separator) {
  std::vector<std::string_view> names;
  for (const Flag& flag : known) {
    if ((flags & flag.bit) != 0) names.push_back(flag.name);
  }
  return fmt::format("{}", fmt::join(names, separator));
}

[[noreturn]] void mismatch(std::string_view name) {
  ambiguous(fmt::format("the RPM header describes {} in parts that do not fit", name));
}

// The first line must have one meaning: no word may break the line or imitate its separators.
void expect_word(std::string_view text, std::string_view name) {
  if (text.find_first_of(" \t\n\r[];") != std::string_view::npos) mismatch(name);
}

void pass_on(const std::string& name, std::string_view first_line, std::string_view text,
             EntryVisitor& visitor) {
  visitor.begin({.member = "header!/" + name,
                 .path = "RPM/" + name,
                 .section = Section::metadata,
                 .type = EntryType::file});
  visitor.data(base::as_bytes(first_line));
  visitor.data(base::as_bytes(text));
  visitor.end();
}

std::string format_first_line(const std::vector<std::string_view>& program,
                              const std::vector<std::string>& notes, std::string_view name) {
  for (const std::string_view word : program)
    expect_word(word, name);
  std::string line = fmt::format("#!{}", fmt::join(program, " "));
  if (!notes.empty()) line += fmt::format(" [{}]", fmt::join(notes, "; "));
  return line + "\n";
}

void read_script(const Header& header, const Script& script, EntryVisitor& visitor) {
  const bool exists =
      header.has(script.text) || header.has(script.program) || header.has(script.flags);
  if (!exists) return;
  std::vector<std::string_view> program = header.texts(script.program);
  if (program.empty()) program = {"/bin/sh"};
  std::vector<std::string> notes;
  const std::string flags = names_of(header.number(script.flags).value_or(0), k_script_flags, " ");
  if (!flags.empty()) notes.push_back(flags);
  pass_on(std::string(script.name), format_first_line(program, notes, script.name),
          header.text(script.text), visitor);
}

class TriggerReader {
public:
  TriggerReader(const Header& header, const Triggers& tags)
      : name_(tags.name), texts_(header.texts(tags.texts)), programs_(header.texts(tags.programs)),
        script_flags_(header.numbers(tags.script_flags)), names_(header.texts(tags.names)),
        versions_(header.texts(tags.versions)), flags_(header.numbers(tags.flags)),
        indexes_(header.numbers(tags.indexes)) {
    if (names_.size() != versions_.size() || names_.size() != flags_.size() ||
        names_.size() != indexes_.size() || programs_.size() != texts_.size() ||
        (!script_flags_.empty() && script_flags_.size() != texts_.size())) {
      mismatch(name_);
    }
  }

  void read(EntryVisitor& visitor) const {
    std::vector<std::vector<std::string>> notes(texts_.size());
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const std::string flags =
          script_flags_.empty() ? "" : names_of(script_flags_[i], k_script_flags, " ");
      if (!flags.empty()) notes[i].push_back(flags);
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (indexes_[i] >= texts_.size()) mismatch(name_);
      notes[static_cast<std::size_t>(indexes_[i])].push_back(condition(i));
    }
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      pass_on(fmt::format("{}-{}", name_, i + 1),
              format_first_line({programs_[i]}, notes[i], name_), texts_[i], visitor);
    }
  }

private:
  // "in bash >= 3"
  std::string condition(std::size_t index) const {
    expect_word(names_[index], name_);
    expect_word(versions_[index], name_);
    std::string text =
        fmt::format("{} {}", names_of(flags_[index], k_trigger_flags, ","), names_[index]);
    const std::string sense = names_of(flags_[index], k_sense_flags, "");
    if (!sense.empty() || !versions_[index].empty()) {
      text += fmt::format(" {} {}", sense, versions_[index]);
    }
    return text;
  }

  std::string_view name_;
  std::vector<std::string_view> texts_;
  std::vector<std::string_view> programs_;
  std::vector<std::uint64_t> script_flags_;
  std::vector<std::string_view> names_;
  std::vector<std::string_view> versions_;
  std::vector<std::uint64_t> flags_;
  std::vector<std::uint64_t> indexes_;
};

} // namespace

void read_scripts(const Header& header, EntryVisitor& visitor) {
  for (const Script& script : k_scripts)
    read_script(header, script, visitor);
  for (const Triggers& tags : k_triggers)
    TriggerReader(header, tags).read(visitor);
}

} // namespace package_audit::formats::rpm
