#include "readers.hpp"

#include "base/text.hpp"
#include "content/inspect.hpp"
#include "readings/command.hpp"
#include "readings/libarchive_reading.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <stdexcept>

namespace package_audit::proof {

namespace {

using readings::CommandResult;
using readings::run_command;

Item item(std::string name, bool folder, std::uint64_t size) {
  while (name.size() > 1 && name.back() == '/')
    name.pop_back();
  return {.name = std::move(name), .folder = folder, .size = folder ? 0 : size};
}

std::vector<Item> sorted(std::vector<Item> items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.name < b.name; });
  return items;
}

Listing of_entries(std::string reader, const readings::Reading& reading) {
  Listing listing{
      .reader = std::move(reader), .lists = reading.accepted, .reads = reading.accepted};
  for (const Entry& entry : reading.entries) {
    listing.items.push_back(item(entry.member, entry.type == EntryType::directory,
                                 entry.type == EntryType::file ? entry.size : 0));
  }
  listing.items = sorted(std::move(listing.items));
  return listing;
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Removes the next word from a line and returns it.
std::string_view word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const std::string_view taken = line.substr(0, line.find(' '));
  line.remove_prefix(taken.size());
  return taken;
}

// "       20  2023-11-14 12:00   bin/acme" a line. What it says of symlinks is the size of their
// targets; no zip made here has any.
Listing list_with_unzip(const std::string& file) {
  const CommandResult list = run_command({"unzip", "-lqq", file});
  Listing listing{.reader = "unzip", .lists = list.exit_code <= 1};
  std::istringstream lines(list.output);
  for (std::string text; std::getline(lines, text);) {
    std::string_view line = text;
    const std::uint64_t size = number(word(line));
    word(line);
    word(line);
    const std::string name(line.substr(std::min<std::size_t>(line.size(), 3)));
    listing.items.push_back(item(name, name.ends_with('/'), size));
  }
  listing.items = sorted(std::move(listing.items));
  listing.reads = run_command({"unzip", "-tqq", file}).exit_code == 0;
  return listing;
}

// "Path = …", "Folder = +", "Size = …": a block of lines a member.
Listing list_with_7z(const std::string& file, const std::string& type) {
  const CommandResult list = run_command({"7z", "l", "-slt", "-ba", "-t" + type, file});
  Listing listing{.reader = "7z", .lists = list.exit_code <= 1};
  std::istringstream lines(list.output);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("Path = ")) listing.items.push_back({.name = line.substr(7)});
    if (listing.items.empty()) continue;
    Item& last = listing.items.back();
    if (line.starts_with("Size = ")) last.size = number(line.substr(7));
    if (line == "Folder = +") last.folder = true;
    if (line.starts_with("Symbolic Link = ") && line.size() > 16) last.size = 0;
  }
  for (Item& each : listing.items)
    each = item(each.name, each.folder, each.size);
  listing.items = sorted(std::move(listing.items));
  listing.reads = run_command({"7z", "t", "-t" + type, file}).exit_code == 0;
  return listing;
}

// Undoes --quoting-style=c, from `line` on; leaves what stands behind the closing quote.
std::string unquoted(std::string_view& line) {
  std::string name;
  line.remove_prefix(std::min(line.find('"') + 1, line.size()));
  while (!line.empty() && line.front() != '"') {
    if (line.front() != '\\') {
      name += line.front();
      line.remove_prefix(1);
      continue;
    }
    if (line.size() >= 4 && line[1] >= '0' && line[1] <= '3') {
      name += static_cast<char>((line[1] - '0') * 64 + (line[2] - '0') * 8 + (line[3] - '0'));
      line.remove_prefix(4);
      continue;
    }
    static constexpr std::string_view k_letters = "abfnrtv\\\"";
    static constexpr std::string_view k_meant = "\a\b\f\n\r\t\v\\\"";
    const std::size_t at = k_letters.find(line[1]);
    name += at == std::string_view::npos ? line[1] : k_meant[at];
    line.remove_prefix(2);
  }
  return name;
}

// "-rw-r--r-- 0/0 20 2023-11-14 12:00 "bin/acme"" a line; -z and -x read everything, too.
Listing list_with_tar(const std::string& file, bool compressed) {
  const CommandResult list = run_command({"tar", compressed ? "-tvzf" : "-tvf", file,
                                          "--quoting-style=c", "--numeric-owner", "--force-local"});
  Listing listing{.reader = "tar", .lists = list.exit_code == 0, .reads = list.exit_code == 0};
  std::istringstream lines(list.output);
  for (std::string text; std::getline(lines, text);) {
    std::string_view line = text;
    const char type = line.empty() ? '?' : line.front();
    word(line);
    word(line);
    const std::uint64_t size = number(word(line));
    listing.items.push_back(item(unquoted(line), type == 'd', type == '-' ? size : 0));
  }
  listing.items = sorted(std::move(listing.items));
  return listing;
}

std::string bytes_of_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

} // namespace

Listing list_with_us(const std::string& file) {
  return of_entries("package-audit", readings::reading_of(content::inspect(
                                         file, Limits{}, content::signatures::SignatureSet())));
}

std::vector<Listing> list_with_others(const Mutant& mutant, const std::string& file,
                                      Listing python) {
  std::vector<Listing> listings{
      std::move(python),
      of_entries("libarchive", readings::read_with_libarchive(mutant.bytes, mutant.format))};
  if (mutant.format == Format::zip) {
    listings.push_back(list_with_unzip(file));
    listings.push_back(list_with_7z(file, "zip"));
  } else {
    listings.push_back(list_with_tar(file, mutant.format == Format::tar_gz));
    if (mutant.format == Format::tar && !mutant.pax) listings.push_back(list_with_7z(file, "tar"));
  }
  return listings;
}

std::vector<Listing> list_with_python(Format format, const std::vector<std::string>& files) {
  std::string input;
  for (const std::string& file : files)
    input += file + "\n";
  const CommandResult result =
      run_command({"python3", PACKAGE_AUDIT_LIST_ARCHIVES, std::string(to_string(format))}, input);
  std::vector<Listing> listings;
  std::istringstream lines(result.output);
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    Listing listing{.reader = "python", .lists = json["lists"], .reads = json["reads"]};
    for (const auto& member : json["items"])
      listing.items.push_back(item(bytes_of_hex(member[0]), member[1], member[2]));
    listing.items = sorted(std::move(listing.items));
    listings.push_back(std::move(listing));
  }
  if (listings.size() != files.size()) throw std::runtime_error("python3 ended early");
  return listings;
}

std::string describe(const Listing& listing) {
  std::string text =
      fmt::format("  {} ({}, {}):", listing.reader, listing.lists ? "lists" : "does not list",
                  listing.reads ? "reads" : "does not read");
  for (const Item& each : listing.items)
    text += fmt::format(" {}{} {},", base::printable(each.name), each.folder ? "/" : "", each.size);
  return text + "\n";
}

} // namespace package_audit::proof
