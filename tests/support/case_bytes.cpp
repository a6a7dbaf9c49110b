#include "support/case_bytes.hpp"

#include "audit/layout.hpp"
#include "base/text.hpp"
#include "content/inspect.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/deb_builder.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace package_audit::support {

namespace {

bool can_be_written(const Entry& entry, const std::string& content, Format format) {
  const bool is_link = entry.type == EntryType::symlink || entry.type == EntryType::hardlink;
  const bool has_type =
      is_link || entry.type == EntryType::file || entry.type == EntryType::directory;
  const bool is_root_owned =
      entry.uid == 0 && entry.gid == 0 && entry.user.empty() && entry.group.empty();
  if (!has_type || !is_root_owned || !entry.mode || entry.section == Section::metadata)
    return false;
  if (entry.container != Entry::k_no_container) return false;
  if (entry.member != entry.path || entry.member.empty() || entry.size != content.size()) {
    return false;
  }
  if (is_link && entry.link_target.empty()) return false;
  // The writer takes only text; libarchive reads a backslash in a zip as a slash.
  if (!base::is_utf8(entry.member)) return false;
  if (format == Format::zip && entry.member.find('\\') != std::string::npos) return false;
  if (format == Format::deb) return entry.type != EntryType::hardlink;
  return entry.path != "." && !entry.path.starts_with('/');
}

std::string member_name(const Entry& entry, const RuleSet& rules, Format format) {
  if (format != Format::deb) return entry.path;
  if (entry.path.starts_with('/')) return "." + entry.path;
  return "." + std::string(prefix_of(rules)) + "/" + entry.path;
}

std::string bytes_of(const std::vector<Member>& members, Format format, bool lacks_checksum) {
  if (format == Format::deb) return make_deb(members);
  if (format == Format::zip) return make_archive(Container::zip, members);
  if (format == Format::tar_zst) {
    return lacks_checksum
               ? compress_unchecked(formats::compression::Compression::zstd, make_tar(members))
               : compress(formats::compression::Compression::zstd, make_tar(members));
  }
  return compress(formats::compression::Compression::gzip, make_tar(members));
}

std::string file_name(Format format) {
  if (format == Format::deb) return "acme.deb";
  if (format == Format::tar_zst) return "acme.tar.zst";
  return format == Format::zip ? "acme.zip" : "acme.tar.gz";
}

} // namespace

bool can_be_written(const Recipe& recipe) {
  const Format format = recipe.package.format;
  if (format != Format::tar_gz && format != Format::tar_zst && format != Format::zip &&
      format != Format::deb) {
    return false;
  }
  if (recipe.package.entries.empty() || !recipe.package.anomalies.empty()) return false;
  if (recipe.has_given_facts) return false;
  for (std::size_t i = 0; i < recipe.contents.size(); ++i) {
    if (!can_be_written(recipe.package.entries[i], recipe.contents[i], format)) return false;
  }
  return true;
}

Artifact through_bytes(const Recipe& recipe, const RuleSet& rules,
                       const content::signatures::SignatureSet& signatures) {
  const Format format = recipe.package.format;
  std::vector<Member> members;
  for (std::size_t i = 0; i < recipe.contents.size(); ++i) {
    const Entry& entry = recipe.package.entries[i];
    members.push_back({.name = member_name(entry, rules, format),
                       .content = recipe.contents[i],
                       .type = entry.type,
                       .mode = entry.mode.value_or(0),
                       .link_target = entry.link_target});
  }
  const ScratchFolder folder;
  Artifact package = content::inspect(
      folder.write(file_name(format), bytes_of(members, format, recipe.package.lacks_checksum)),
      Limits{}, signatures);
  if (!package.anomalies.empty()) {
    throw std::runtime_error("reading the package back: " + package.anomalies.front().detail);
  }
  std::erase_if(package.entries, [](const Entry& entry) { return entry.implicitly_allowed; });
  audit::assign_paths(package, audit::find_layout(package, prefix_of(rules), {}));
  return package;
}

} // namespace package_audit::support
