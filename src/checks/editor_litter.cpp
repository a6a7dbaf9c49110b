#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>

namespace package_audit::checks {

namespace {

constexpr std::array k_folders{
    NameRule{".idea", "project folder of a JetBrains editor"},
    NameRule{".vscode", "project folder of Visual Studio Code"},
    NameRule{".vs", "project folder of Visual Studio"},
    NameRule{".fleet", "project folder of Fleet"},
    NameRule{".zed", "project folder of Zed"},
    NameRule{".settings", "project folder of Eclipse", true},
    NameRule{".metadata/.plugins", "workspace of Eclipse"},
};

constexpr std::array k_files{
    NameRule{"*.swp", "swap file of Vim, with the text that was being edited"},
    NameRule{"*.swo", "swap file of Vim, with the text that was being edited"},
    NameRule{"*.swn", "swap file of Vim, with the text that was being edited"},
    NameRule{"*.un~", "undo file of Vim"},
    NameRule{"?*~", "backup copy of an editor"},
    NameRule{"#?*#", "autosave file of Emacs"},
    NameRule{".#?*", "lock file of Emacs"},
    NameRule{"*.orig", "copy from before a patch or merge", true},
    NameRule{"*.rej", "rejected part of a patch"},
    NameRule{"*.bak", "backup copy", true},
    NameRule{"*.kate-swp", "swap file of Kate"},
    NameRule{".project", "project file of Eclipse", true},
    NameRule{".cproject", "project file of Eclipse"},
    NameRule{"*.iml", "project file of a JetBrains editor"},
    NameRule{"*.code-workspace", "workspace of Visual Studio Code"},
    NameRule{"*.sublime-workspace", "workspace of Sublime Text"},
    NameRule{"*.suo", "user settings of Visual Studio"},
    NameRule{"CMakeLists.txt.user*", "user settings of Qt Creator"},
};

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.folders = k_folders, .files = k_files});
}

} // namespace

constexpr Check k_editor_litter{
    .id = "editor-litter",
    .summary = "file that an editor or a merge left behind",
    .why =
        "Backup and swap files hold earlier or unsaved text, project folders the paths and habits "
        "of one developer.",
    .fix =
        "Delete it, and narrow install(DIRECTORY) with FILES_MATCHING or PATTERN ... EXCLUDE. For "
        "*.bak, *.orig, .project and .settings an allow entry that spells the name out accepts "
        "them.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
