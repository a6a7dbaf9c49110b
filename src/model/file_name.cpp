#include "model/file_name.hpp"

#include "base/path.hpp"

#include <algorithm>
#include <array>

namespace package_audit {

namespace {

struct Ending {
  std::string_view text;
  Format format;
};

constexpr std::array k_endings{
    Ending{".tar", Format::tar},         Ending{".tar.gz", Format::tar_gz},
    Ending{".tgz", Format::tar_gz},      Ending{".crate", Format::tar_gz},
    Ending{".tar.xz", Format::tar_xz},   Ending{".txz", Format::tar_xz},
    Ending{".tar.bz2", Format::tar_bz2}, Ending{".tbz2", Format::tar_bz2},
    Ending{".tar.zst", Format::tar_zst}, Ending{".tzst", Format::tar_zst},
    Ending{".tar.z", Format::tar_z},     Ending{".zip", Format::zip},
    Ending{".nupkg", Format::zip},       Ending{".whl", Format::zip},
    Ending{".jar", Format::zip},         Ending{".7z", Format::seven_zip},
    Ending{".sh", Format::stgz},         Ending{".deb", Format::deb},
    Ending{".ddeb", Format::deb},        Ending{".rpm", Format::rpm},
};

const Ending* ending_of(std::string_view file_name) {
  const auto found = std::find_if(k_endings.begin(), k_endings.end(), [&](const Ending& ending) {
    return base::ends_with_ignoring_case(file_name, ending.text);
  });
  return found == k_endings.end() ? nullptr : found;
}

} // namespace

Format promised_format(std::string_view file_name) {
  const Ending* const ending = ending_of(file_name);
  return ending == nullptr ? Format::unknown : ending->format;
}

std::string_view package_stem(std::string_view file_name) {
  const Ending* const ending = ending_of(file_name);
  if (ending != nullptr) file_name.remove_suffix(ending->text.size());
  return file_name;
}

} // namespace package_audit
