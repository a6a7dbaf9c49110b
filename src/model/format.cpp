#include "model/format.hpp"

#include "base/path.hpp"

#include <algorithm>
#include <array>

namespace package_audit {

namespace {

// A row of each format; src/formats/detect.cpp has the readers.
struct FormatInfo {
  Format format = Format::unknown;
  // Its spelling in policies and reports.
  std::string_view name{};
  // Of file names, in any case; unused ones are empty.
  std::array<std::string_view, 4> endings{};
};

constexpr std::array k_formats{
    FormatInfo{Format::tar, "tar", {".tar"}},
    FormatInfo{Format::tar_gz, "tar.gz", {".tar.gz", ".tgz", ".crate"}},
    FormatInfo{Format::tar_xz, "tar.xz", {".tar.xz", ".txz"}},
    FormatInfo{Format::tar_bz2, "tar.bz2", {".tar.bz2", ".tbz2"}},
    FormatInfo{Format::tar_zst, "tar.zst", {".tar.zst", ".tzst"}},
    FormatInfo{Format::tar_z, "tar.Z", {".tar.z"}},
    FormatInfo{Format::zip, "zip", {".zip", ".nupkg", ".whl", ".jar"}},
    FormatInfo{Format::seven_zip, "7z", {".7z"}},
    FormatInfo{Format::stgz, "stgz", {".sh"}},
    FormatInfo{Format::deb, "deb", {".deb", ".ddeb"}},
    FormatInfo{Format::rpm, "rpm", {".rpm"}},
    FormatInfo{Format::directory, "directory"},
};

struct NamedFormat {
  Format format = Format::unknown;
  std::string_view ending{};
};

NamedFormat format_by_name(std::string_view file_name) {
  for (const FormatInfo& info : k_formats) {
    for (const std::string_view ending : info.endings) {
      if (!ending.empty() && base::ends_with_ignoring_case(file_name, ending))
        return {info.format, ending};
    }
  }
  return {};
}

} // namespace

std::string_view to_string(Format format) {
  const auto* const info =
      std::find_if(k_formats.begin(), k_formats.end(),
                   [&](const FormatInfo& row) { return row.format == format; });
  return info == k_formats.end() ? "unknown" : info->name;
}

bool is_system_package(Format format) {
  return format == Format::deb || format == Format::rpm;
}

Format promised_format(std::string_view file_name) {
  return format_by_name(file_name).format;
}

std::string_view package_stem(std::string_view file_name) {
  file_name.remove_suffix(format_by_name(file_name).ending.size());
  return file_name;
}

} // namespace package_audit
