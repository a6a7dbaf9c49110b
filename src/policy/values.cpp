#include "policy/values.hpp"

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "policy/fields.hpp"
#include "policy/pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace package_audit::policy {

namespace {

constexpr std::array k_types{EntryType::file,
                             EntryType::directory,
                             EntryType::symlink,
                             EntryType::hardlink,
                             EntryType::character_device,
                             EntryType::block_device,
                             EntryType::fifo,
                             EntryType::socket};
constexpr std::array k_formats{Format::tar,     Format::tar_gz, Format::tar_xz, Format::tar_bz2,
                               Format::tar_zst, Format::tar_z,  Format::zip,    Format::seven_zip,
                               Format::stgz,    Format::deb,    Format::rpm,    Format::directory};
// What people write who think of the file's name.
constexpr std::array<std::pair<std::string_view, Format>, 5> k_short_formats{
    {{"tgz", Format::tar_gz},
     {"txz", Format::tar_xz},
     {"tbz2", Format::tar_bz2},
     {"tzst", Format::tar_zst},
     {"tz", Format::tar_z}}};
constexpr std::array k_severities{Severity::off, Severity::note, Severity::warning,
                                  Severity::error};
// Spelt as CPack spells them.
constexpr std::array<std::string_view, 23> k_generators{
    "7Z",       "Bundle",       "CygwinBinary", "CygwinSource", "DEB",  "DragNDrop",
    "External", "FreeBSD",      "IFW",          "INNOSETUP",    "NSIS", "NSIS64",
    "NuGet",    "productbuild", "RPM",          "STGZ",         "TAR",  "TBZ2",
    "TGZ",      "TXZ",          "TZ",           "TZST",         "ZIP"};

// The value of `all` that is spelt like `value`.
template <class T, std::size_t N>
T one_of(const SourceText& source, const JsonValue& value, std::string_view name,
         const std::array<T, N>& all) {
  const std::string& text = string_of(source, value, name);
  std::vector<std::string_view> spellings;
  for (const T item : all) {
    if (to_string(item) == text) return item;
    spellings.push_back(to_string(item));
  }
  source.fail(value.offset, fmt::format("unknown {} \"{}\"{}", name, base::printable(text),
                                        hint(text, spellings)));
}

// "4 MiB" in bytes; nothing for other text and for sizes that do not fit.
std::optional<std::uint64_t> parse_size(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, unsigned>, 5> k_units{
      {{"B", 0}, {"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"TiB", 40}}};
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  for (const auto& [name, shift] : k_units) {
    if (unit != name) continue;
    if (number > std::numeric_limits<std::uint64_t>::max() >> shift) return std::nullopt;
    return number << shift;
  }
  return std::nullopt;
}

} // namespace

std::uint64_t size_of(const SourceText& source, const JsonValue& value, std::string_view name) {
  if (value.kind == JsonValue::Kind::integer) return value.integer;
  if (value.kind != JsonValue::Kind::string) {
    fail_type(source, value, name, "a size such as \"4 MiB\" or a number of bytes");
  }
  const std::optional<std::uint64_t> size = parse_size(value.text);
  if (!size) {
    source.fail(value.offset, fmt::format("\"{}\" is not a size: write whole bytes or, as in "
                                          "\"4 MiB\", a number of B, KiB, MiB, GiB or TiB",
                                          base::printable(value.text)));
  }
  return *size;
}

std::uint64_t count_of(const SourceText& source, const JsonValue& value, std::string_view name) {
  if (value.kind != JsonValue::Kind::integer) fail_type(source, value, name, "a whole number");
  return value.integer;
}

std::uint32_t mode_of(const SourceText& source, const JsonValue& value) {
  const std::string& text = string_of(source, value, "mode");
  std::uint32_t mode = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mode, 8);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || text.size() < 3 || text.size() > 5 || mode > 07777) {
    source.fail(value.offset, fmt::format("\"{}\" is not a mode: write it in octal, as in \"0644\"",
                                          base::printable(text)));
  }
  return mode;
}

std::string owner_of(const SourceText& source, const JsonValue& value) {
  const std::string& text = string_of(source, value, "owner");
  const std::size_t colon = text.find(':');
  const bool pair = colon != std::string::npos && colon > 0 && colon + 1 < text.size() &&
                    text.find(':', colon + 1) == std::string::npos;
  if (!pair) {
    source.fail(value.offset, fmt::format("\"{}\" is not an owner: write \"root:root\" or \"0:0\"",
                                          base::printable(text)));
  }
  return text;
}

EntryType type_of(const SourceText& source, const JsonValue& value) {
  return one_of(source, value, "type", k_types);
}

base::Sha256 sha256_of(const SourceText& source, const JsonValue& value) {
  const std::string& text = string_of(source, value, "sha256");
  const std::optional<base::Sha256> digest = base::parse_sha256(text);
  if (!digest) source.fail(value.offset, "\"sha256\" must be 64 hexadecimal digits");
  return *digest;
}

base::Date date_of(const SourceText& source, const JsonValue& value, std::string_view name) {
  const std::string& text = string_of(source, value, name);
  const auto date = base::parse_date(text);
  if (!date) {
    source.fail(value.offset,
                fmt::format("\"{}\" is not a date of the calendar: write it as \"2027-03-31\"",
                            base::printable(text)));
  }
  return *date;
}

Severity severity_of(const SourceText& source, const JsonValue& value) {
  return one_of(source, value, "severity", k_severities);
}

Format format_of(const SourceText& source, const JsonValue& value) {
  for (const auto& [short_form, format] : k_short_formats) {
    if (value.text != short_form) continue;
    source.fail(value.offset, fmt::format("unknown format \"{}\"; did you mean \"{}\"?", short_form,
                                          to_string(format)));
  }
  return one_of(source, value, "format", k_formats);
}

std::string generator_of(const SourceText& source, const JsonValue& value) {
  const std::string& text = string_of(source, value, "generator");
  const auto known =
      std::find_if(k_generators.begin(), k_generators.end(), [&](std::string_view generator) {
        return base::equal_ignoring_case(generator, text);
      });
  if (known == k_generators.end()) {
    source.fail(value.offset, fmt::format("unknown generator \"{}\"{}", base::printable(text),
                                          hint(text, k_generators)));
  }
  return base::to_upper(*known);
}

std::string read_prefix(const Scope& scope, const JsonValue& value) {
  std::string prefix = substitute(scope, value, "prefix", Substitution::verbatim).text;
  if (prefix == "/") return prefix;
  const auto fail = [&](std::string_view why) {
    scope.source.fail(value.offset, fmt::format("\"prefix\" {}", why));
  };
  if (!prefix.starts_with('/')) fail("must be an absolute folder such as \"/usr\"");
  if (prefix.ends_with('/')) fail("must not end with '/'");
  if (prefix.find("//") != std::string::npos) fail("must not hold '//'");
  for (const std::string_view part : base::components(prefix)) {
    if (part == "." || part == "..") fail("must not hold '.' or '..' segments");
  }
  return prefix;
}

} // namespace package_audit::policy
