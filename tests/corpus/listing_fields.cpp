// Prints fields of what `package-audit list --format json` writes, one line an entry, in the forms
// that tar and sha256sum use, so that a shell script can compare. Usage: listing_fields FORM <
// listing
//
//   tar        mode uid/gid size name[ -> target], as `tar -tv --numeric-owner` without its dates
//   control    names of the metadata members, without the archive that they are in
//   digests    digest and name of each file, as sha256sum
//   paths      type, policy path, link target and digest; without the root and without metadata
//   anomalies  one line for each

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

namespace {

using nlohmann::json;

// The bytes that printable() wrote.
std::string raw(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
    } else if (text.substr(i + 1, 1) == "x") {
      bytes += static_cast<char>(std::stoi(std::string(text.substr(i + 2, 2)), nullptr, 16));
      i += 3;
    } else {
      bytes += text[++i];
    }
  }
  return bytes;
}

std::string raw_field(const json& entry, const char* key) {
  return entry.contains(key) ? raw(entry.at(key).get<std::string>()) : "";
}

bool is_metadata(const json& entry) {
  const std::string path = raw_field(entry, "path");
  return path == "DEBIAN" || path.starts_with("DEBIAN/") || path.starts_with("RPM/") ||
         path.starts_with("STGZ/");
}

std::string without_trailing_slash(std::string name) {
  while (name.size() > 1 && name.ends_with('/'))
    name.pop_back();
  return name;
}

char type_letter(std::string_view type) {
  if (type == "directory") return 'd';
  if (type == "symlink") return 'l';
  if (type == "hardlink") return 'h';
  return type == "file" ? '-' : '?';
}

std::string mode_letters(const json& entry) {
  const unsigned long mode = std::stoul(entry.at("mode").get<std::string>(), nullptr, 8);
  std::string letters(1, type_letter(entry.at("type").get<std::string>()));
  for (int bit = 8; bit >= 0; --bit) {
    letters += (mode >> bit & 1) != 0 ? "xwr"[bit % 3] : '-';
  }
  const auto special = [&](unsigned long mask, std::size_t at, char set, char bare) {
    if ((mode & mask) != 0) letters[at] = letters[at] == 'x' ? set : bare;
  };
  special(04000, 3, 's', 'S');
  special(02000, 6, 's', 'S');
  special(01000, 9, 't', 'T');
  return letters;
}

void print_tar(const json& entry) {
  if (is_metadata(entry)) return;
  std::cout << mode_letters(entry) << ' ' << entry.at("uid") << '/' << entry.at("gid") << ' '
            << entry.at("size") << ' ' << without_trailing_slash(raw_field(entry, "member"));
  const std::string target = raw_field(entry, "link_target");
  if (entry.at("type") == "symlink") std::cout << " -> " << target;
  if (entry.at("type") == "hardlink") std::cout << " link to " << target;
  std::cout << '\n';
}

void print_control(const json& entry) {
  if (!is_metadata(entry)) return;
  const std::string member = raw_field(entry, "member");
  const std::size_t mark = member.find("!/");
  std::cout << without_trailing_slash(mark == std::string::npos ? member : member.substr(mark + 2))
            << '\n';
}

void print_paths(const json& entry) {
  const std::string path = raw_field(entry, "path");
  if (is_metadata(entry) || path == ".") return;
  std::cout << entry.at("type").get<std::string>() << ' ' << path << ' '
            << raw_field(entry, "link_target") << ' '
            << (entry.at("sha256").is_null() ? "" : entry.at("sha256").get<std::string>()) << '\n';
}

// A hard link has the content of what it links to.
void print_digests(const json& listing) {
  std::map<std::string, std::string> digests;
  for (const json& entry : listing.at("entries")) {
    if (is_metadata(entry)) continue;
    const std::string member = raw_field(entry, "member");
    const auto target = digests.find(raw_field(entry, "link_target"));
    if (entry.at("type") == "file") digests[member] = entry.at("sha256").get<std::string>();
    if (entry.at("type") == "hardlink" && target != digests.end()) digests[member] = target->second;
  }
  for (const auto& [member, digest] : digests)
    std::cout << digest << "  " << member << '\n';
}

void print_anomaly(const json& anomaly) {
  std::cout << anomaly.at("kind").get<std::string>() << ' '
            << anomaly.at("member").get<std::string>() << ": "
            << anomaly.at("detail").get<std::string>() << '\n';
}

} // namespace

int main(int argc, char** argv) {
  const std::string_view form = argc == 2 ? argv[1] : "";
  json listing = json::parse(std::cin);
  // tar and dpkg-deb open no nested archives.
  json& entries = listing.at("entries");
  entries.erase(std::remove_if(entries.begin(), entries.end(),
                               [](const json& entry) { return entry.contains("archive"); }),
                entries.end());
  const std::map<std::string_view, void (*)(const json&)> by_entry{
      {"tar", print_tar}, {"control", print_control}, {"paths", print_paths}};
  if (const auto print = by_entry.find(form); print != by_entry.end()) {
    for (const json& entry : listing.at("entries"))
      print->second(entry);
  } else if (form == "digests") {
    print_digests(listing);
  } else if (form == "anomalies") {
    for (const json& anomaly : listing.at("anomalies"))
      print_anomaly(anomaly);
  } else {
    std::cerr << "usage: listing_fields tar|control|digests|paths|anomalies < listing\n";
    return EXIT_FAILURE;
  }
}
