#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>

namespace package_audit::checks {

namespace {

constexpr std::array k_folders{
    NameRule{".github", "workflows of GitHub", true},
    NameRule{".gitlab", "settings of GitLab", true},
    NameRule{".circleci", "pipelines of CircleCI", true},
    NameRule{".buildkite", "pipelines of Buildkite", true},
    NameRule{".devcontainer", "development container", true},
    NameRule{".husky", "commit hooks", true},
};

constexpr std::array k_files{
    NameRule{".gitmodules", "addresses of Git submodules", true},
    NameRule{".gitignore", "settings of Git", true},
    NameRule{".gitattributes", "settings of Git", true},
    NameRule{".gitkeep", "placeholder for Git", true},
    NameRule{".git-blame-ignore-revs", "settings of Git", true},
    NameRule{".mailmap", "names of authors for Git", true},
    NameRule{".hgignore", "settings of Mercurial", true},
    NameRule{".hgtags", "settings of Mercurial", true},
    NameRule{".hgsub", "addresses of Mercurial subrepositories", true},
    NameRule{".bzrignore", "settings of Bazaar", true},
    NameRule{".cvsignore", "settings of CVS", true},
    NameRule{".npmignore", "settings of npm", true},
    NameRule{".gitlab-ci.yml", "pipeline of GitLab", true},
    NameRule{".travis.yml", "pipeline of Travis CI", true},
    NameRule{".appveyor.yml", "pipeline of AppVeyor", true},
    NameRule{"appveyor.yml", "pipeline of AppVeyor", true},
    NameRule{"azure-pipelines.yml", "pipeline of Azure", true},
    NameRule{".cirrus.yml", "pipeline of Cirrus CI", true},
    NameRule{"bitbucket-pipelines.yml", "pipeline of Bitbucket", true},
    NameRule{"Jenkinsfile", "pipeline of Jenkins", true},
    NameRule{".clang-format", "settings of clang-format", true},
    NameRule{".clang-tidy", "settings of clang-tidy", true},
    NameRule{".clangd", "settings of clangd", true},
    NameRule{".cmake-format*", "settings of cmake-format", true},
    NameRule{".editorconfig", "settings of editors", true},
    NameRule{".pre-commit-config.yaml", "commit hooks", true},
    NameRule{".eslintrc*", "settings of ESLint", true},
    NameRule{".prettierrc*", "settings of Prettier", true},
    NameRule{".stylelintrc*", "settings of Stylelint", true},
    NameRule{".dockerignore", "settings of Docker", true},
    NameRule{"CMakeUserPresets.json", "one developer's presets of CMake", true},
};

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.folders = k_folders, .files = k_files});
}

} // namespace

constexpr Check k_development_file{
    .id = "development-file",
    .summary = "settings of version control, CI, linters or editors",
    .why = "Such files are of no use to users and tell where the sources live, how they are built "
           "and by whom.",
    .fix = "Exclude it in the install() rule. A source package may want it: an allow entry that "
           "spells the name out accepts it.",
    .default_severity = Severity::warning,
    .run = run,
};

} // namespace package_audit::checks
