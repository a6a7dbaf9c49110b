#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>

namespace package_audit::checks {

namespace {

constexpr std::array k_folders{
    NameRule{".git", "repository of Git"},      NameRule{".svn", "working copy of Subversion"},
    NameRule{".hg", "repository of Mercurial"}, NameRule{".bzr", "branch of Bazaar"},
    NameRule{"CVS", "working copy of CVS"},     NameRule{"_darcs", "repository of Darcs"},
    NameRule{".jj", "repository of Jujutsu"},   NameRule{".pijul", "repository of Pijul"},
    NameRule{"_MTN", "workspace of Monotone"},
};

constexpr std::array k_files{
    NameRule{".git", "pointer to a repository of Git"},
    NameRule{".svn", "link to a working copy of Subversion"},
    NameRule{".hg", "link to a repository of Mercurial"},
    NameRule{"_FOSSIL_", "checkout data base of Fossil"},
    NameRule{".fslckout", "checkout data base of Fossil"},
    NameRule{"*,v", "history of RCS"},
};

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.folders = k_folders, .files = k_files});
}

} // namespace

constexpr Check k_version_control{
    .id = "version-control",
    .summary = "data of a version control system",
    .why = "A repository holds every version of every source file, authors' names, and often the "
           "credentials that were used to clone it.",
    .fix = "Add `PATTERN .git EXCLUDE` to install(DIRECTORY), or the folder to "
           "CPACK_SOURCE_IGNORE_FILES for a source package.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
