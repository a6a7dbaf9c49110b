#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>

namespace package_audit::checks {

namespace {

constexpr std::array k_folders{
    NameRule{"__MACOSX", "resource forks of macOS"},
    NameRule{".AppleDouble", "resource forks of macOS"},
    NameRule{".Spotlight-V100", "search index of macOS"},
    NameRule{".Trashes", "deleted files of macOS"},
    NameRule{".fseventsd", "event log of macOS"},
    NameRule{"$RECYCLE.BIN", "deleted files of Windows"},
    NameRule{"System Volume Information", "volume data of Windows"},
    NameRule{".Trash-*", "deleted files of a desktop"},
    NameRule{"lost+found", "recovered files of a file system"},
};

constexpr std::array k_files{
    NameRule{".ds_store", "folder view of macOS, with the names of neighbouring files"},
    NameRule{"._?*", "resource fork of macOS"},
    NameRule{".localized", "folder settings of macOS"},
    NameRule{"thumbs.db", "thumbnails of Windows"},
    NameRule{"ehthumbs.db", "thumbnails of Windows"},
    NameRule{"desktop.ini", "folder settings of Windows"},
    NameRule{".directory", "folder settings of KDE"},
    NameRule{".nfs????????????????*", "deleted file that a network file system keeps"},
    NameRule{".fuse_hidden*", "deleted file that a file system keeps"},
};

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.folders = k_folders, .files = k_files});
}

} // namespace

constexpr Check k_os_litter{
    .id = "os-litter",
    .summary = "file that an operating system or desktop left behind",
    .why = "Such files name or show other files of the machine that built the package, and show "
           "that a folder was packed unseen.",
    .fix = "Delete it, and narrow install(DIRECTORY) with FILES_MATCHING or PATTERN ... EXCLUDE.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
