#include "checks/checks.hpp"
#include "checks/name_search.hpp"

#include <array>
#include <span>
#include <string_view>
#include <vector>

// Checks that find files and directories by their names.

namespace package_audit::checks {

namespace {

constexpr bool k_ambiguous = true;

// Links below /usr/lib/.build-id are no debug files: rpm adds them to every package with programs.
constexpr auto k_debug_names = std::to_array<NameRule>({
    {"*.dSYM/", "debug symbols of macOS"},
    {"lib/debug/.build-id/ | lib/debug/.dwz/ | lib/debug/usr/", "separate debug information"},
    {"usr/src/debug/", "sources for a debugger"},
    {"*.debug | *.dbg", "separate debug information"},
    {"*.dwo | *.dwp", "split debug information"},
    // Protein structures have this ending too.
    {"*.pdb", "debug symbols of Windows", k_ambiguous},
    {"*.sym", "debug symbols", k_ambiguous},
    {"*.gdb-index", "debug index"},
    {"*.so.map | *.exe.map | *.dll.map | *.elf.map", "map of a linker"},
});

constexpr auto k_development_names = std::to_array<NameRule>({
    {".github/", "workflows of GitHub", k_ambiguous},
    {".gitlab/", "settings of GitLab", k_ambiguous},
    {".circleci/", "pipelines of CircleCI", k_ambiguous},
    {".buildkite/", "pipelines of Buildkite", k_ambiguous},
    {".devcontainer/", "development container", k_ambiguous},
    {".husky/", "commit hooks", k_ambiguous},
    {".gitmodules", "addresses of Git submodules", k_ambiguous},
    {".gitignore | .gitattributes", "settings of Git", k_ambiguous},
    {".gitkeep", "placeholder for Git", k_ambiguous},
    {".git-blame-ignore-revs", "settings of Git", k_ambiguous},
    {".mailmap", "names of authors for Git", k_ambiguous},
    {".hgignore | .hgtags", "settings of Mercurial", k_ambiguous},
    {".hgsub", "addresses of Mercurial subrepositories", k_ambiguous},
    {".bzrignore", "settings of Bazaar", k_ambiguous},
    {".cvsignore", "settings of CVS", k_ambiguous},
    {".npmignore", "settings of npm", k_ambiguous},
    {".gitlab-ci.yml", "pipeline of GitLab", k_ambiguous},
    {".travis.yml", "pipeline of Travis CI", k_ambiguous},
    {".appveyor.yml | appveyor.yml", "pipeline of AppVeyor", k_ambiguous},
    {"azure-pipelines.yml", "pipeline of Azure", k_ambiguous},
    {".cirrus.yml", "pipeline of Cirrus CI", k_ambiguous},
    {"bitbucket-pipelines.yml", "pipeline of Bitbucket", k_ambiguous},
    {"Jenkinsfile", "pipeline of Jenkins", k_ambiguous},
    {".clang-format", "settings of clang-format", k_ambiguous},
    {".clang-tidy", "settings of clang-tidy", k_ambiguous},
    {".clangd", "settings of clangd", k_ambiguous},
    {".cmake-format*", "settings of cmake-format", k_ambiguous},
    {".editorconfig", "settings of editors", k_ambiguous},
    {".pre-commit-config.yaml", "commit hooks", k_ambiguous},
    {".eslintrc*", "settings of ESLint", k_ambiguous},
    {".prettierrc*", "settings of Prettier", k_ambiguous},
    {".stylelintrc*", "settings of Stylelint", k_ambiguous},
    {".dockerignore", "settings of Docker", k_ambiguous},
    {"CMakeUserPresets.json", "one developer's presets of CMake", k_ambiguous},
});

constexpr auto k_editor_names = std::to_array<NameRule>({
    {".idea/", "project folder of a JetBrains editor"},
    {".vscode/", "project folder of Visual Studio Code"},
    {".vs/", "project folder of Visual Studio"},
    {".fleet/", "project folder of Fleet"},
    {".zed/", "project folder of Zed"},
    {".settings/", "project folder of Eclipse", k_ambiguous},
    {".metadata/.plugins/", "workspace of Eclipse"},
    {"*.swp | *.swo | *.swn", "swap file of Vim, with the text that was being edited"},
    {"*.un~", "undo file of Vim"},
    {"?*~", "backup copy of an editor"},
    {"#?*#", "autosave file of Emacs"},
    {".#?*", "lock file of Emacs"},
    {"*.orig", "copy from before a patch or merge", k_ambiguous},
    {"*.rej", "rejected part of a patch"},
    {"*.bak", "backup copy", k_ambiguous},
    {"*.kate-swp", "swap file of Kate"},
    {".project", "project file of Eclipse", k_ambiguous},
    {".cproject", "project file of Eclipse"},
    {"*.iml", "project file of a JetBrains editor"},
    {"*.code-workspace", "workspace of Visual Studio Code"},
    {"*.sublime-workspace", "workspace of Sublime Text"},
    {"*.suo", "user settings of Visual Studio"},
    {"CMakeLists.txt.user*", "user settings of Qt Creator"},
});

constexpr auto k_os_names = std::to_array<NameRule>({
    {"__MACOSX/ | .AppleDouble/", "resource forks of macOS"},
    {".Spotlight-V100/", "search index of macOS"},
    {".Trashes/", "deleted files of macOS"},
    {".fseventsd/", "event log of macOS"},
    {"$RECYCLE.BIN/", "deleted files of Windows"},
    {"System Volume Information/", "volume data of Windows"},
    {".Trash-*/", "deleted files of a desktop"},
    {"lost+found/", "recovered files of a file system"},
    {".ds_store", "folder view of macOS, with the names of neighbouring files"},
    {"._?*", "resource fork of macOS"},
    {".localized", "folder settings of macOS"},
    {"thumbs.db | ehthumbs.db", "thumbnails of Windows"},
    {"desktop.ini", "folder settings of Windows"},
    {".directory", "folder settings of KDE"},
    {".nfs????????????????*", "deleted file that a network file system keeps"},
    {".fuse_hidden*", "deleted file that a file system keeps"},
});

constexpr auto k_secret_names = std::to_array<NameRule>({
    {".env/", "folder of environment files"},
    {".aws/", "credentials of AWS"},
    {".azure/", "credentials of Azure"},
    {".config/gcloud/", "credentials of Google Cloud"},
    {".ssh/", "keys and hosts of SSH"},
    {".gnupg/", "keys of GnuPG"},
    {".kube/", "credentials of Kubernetes"},
    {".password-store/", "passwords of pass"},
    {".terraform/", "working folder of Terraform"},
    {".env | .env.* | .env-* | .env_* | .env *", "environment file"},
    {".envrc", "environment file of direnv"},
    {"?*.env", "environment file", k_ambiguous},
    {".npmrc", "settings of npm, which hold tokens"},
    {".yarnrc*", "settings of Yarn, which hold tokens"},
    {".pypirc", "credentials of PyPI"},
    {".netrc | _netrc", "credentials for hosts"},
    {".git-credentials", "credentials of Git"},
    {".docker/config.json | .dockercfg | .dockerconfigjson", "credentials of Docker"},
    {".gem/credentials", "credentials of RubyGems"},
    {".cargo/credentials*", "credentials of Cargo"},
    {".m2/settings*.xml", "credentials of Maven"},
    {".config/gh/hosts.yml", "credentials of GitHub"},
    {".s3cfg", "credentials of s3cmd"},
    {".boto", "credentials of AWS"},
    {".terraformrc", "credentials of Terraform"},
    {"*.tfstate | *.tfstate.backup", "state of Terraform"},
    {"*.tfvars", "variables of Terraform", k_ambiguous},
    {"kubeconfig | *.kubeconfig", "credentials of Kubernetes", k_ambiguous},
    {".vault-token", "token of Vault"},
    {".vault_pass*", "password of Ansible"},
    {".pgpass", "passwords of PostgreSQL"},
    {".my.cnf", "passwords of MySQL"},
    {".htpasswd", "passwords of a web server"},
    {"master.key", "key of Rails"},
    {"client_secret*.json", "credentials of Google"},
    {"service-account*.json", "credentials of Google", k_ambiguous},
    {"credentials.json", "credentials", k_ambiguous},
    {"secrets.y*ml | secrets.json", "secrets", k_ambiguous},
    {".*_history", "command history"},
    {"id_rsa* | id_dsa* | id_ecdsa* | id_ed25519*", "private key of SSH"},
    {"ssh_host_*_key", "private key of an SSH host"},
    {"*.ppk", "private key of PuTTY"},
    {"*.pfx | *.p12", "key store"},
    {"*.pvk", "private key"},
    {"*.snk", "private key for signing assemblies"},
    {"*.jks | *.keystore", "key store of Java"},
    {"*.kdbx", "passwords of KeePass"},
    {"*key.pem | *key.pem.* | *private*.pem | priv.pem", "private key"},
    {"*key*.pem | *.priv", "private key", k_ambiguous},
    // Presentations and public keys of package repositories have this ending too.
    {"*.key", "private key", k_ambiguous},
});

constexpr std::string_view k_secret_false_positives =
    "*.pub | *.example | *.sample | *.template | *.tmpl | *.dist | .env?example | "
    ".env?sample | .env?template | .env?dist | *public*.pem* | *pubkey*.pem | "
    "*pub?key*.pem";

constexpr auto k_source_map_names = std::to_array<NameRule>({
    {"*.js.map | *.mjs.map | *.cjs.map | *.jsx.map | *.ts.map | *.tsx.map | "
     "*.css.map | *.wasm.map | *.html.map | *.bundle.map | *.min.map",
     "source map", k_ambiguous},
});

constexpr auto k_test_names = std::to_array<NameRule>({
    {"test/ | tests/ | unittest/ | unittests/ | unit_tests/ | testsuite/ | __tests__/",
     "folder of tests", k_ambiguous},
    {"__mocks__/", "folder of mocks", k_ambiguous},
    {"__snapshots__/", "expected results of tests", k_ambiguous},
    {"spec/ | specs/", "folder of tests", k_ambiguous},
    {"fixtures/ | __fixtures__/ | testdata/ | test-data/ | test_data/", "data for tests",
     k_ambiguous},
    {"*.test.?s | *.test.?sx | *.spec.?s | *.spec.?sx | *_test.?* | *_tests.?* | "
     "*_unittest* | test_?*.py | conftest.py",
     "test", k_ambiguous},
    {"bin/*_test | bin/*_tests | bin/test_*", "test program", k_ambiguous},
});

// Libraries whose install rules run with those of the project that builds them, and the option that
// stops it.
constexpr auto k_third_party_names = std::to_array<NameRule>({
    {"include/gtest/ | include/gmock/ | cmake/gtest/ | libgtest* | libgmock* | "
     "gtest*.lib | gmock*.lib | gtest*.dll | gmock*.dll | pkgconfig/gtest*.pc | "
     "pkgconfig/gmock*.pc",
     "installed by GoogleTest: set INSTALL_GTEST to OFF", k_ambiguous},
    {"include/benchmark/ | cmake/benchmark/ | doc/benchmark/ | libbenchmark.* | "
     "libbenchmark_main.* | pkgconfig/benchmark*.pc",
     "installed by Google Benchmark: set BENCHMARK_ENABLE_INSTALL to OFF", k_ambiguous},
    {"include/catch2/ | cmake/catch2/ | share/catch2/ | libcatch2* | "
     "pkgconfig/catch2*.pc",
     "installed by Catch2: add it with EXCLUDE_FROM_ALL", k_ambiguous},
    {"include/doctest/ | cmake/doctest/", "installed by doctest: set DOCTEST_NO_INSTALL to ON",
     k_ambiguous},
    {"include/trompeloeil/ | cmake/trompeloeil/ | include/trompeloeil.hpp",
     "installed by Trompeloeil: add it with EXCLUDE_FROM_ALL", k_ambiguous},
    {"include/fmt/ | cmake/fmt/ | libfmt.* | libfmtd.* | pkgconfig/fmt.pc",
     "installed by {fmt}: set FMT_INSTALL to OFF", k_ambiguous},
    {"include/spdlog/ | cmake/spdlog/ | libspdlog.* | libspdlogd.* | "
     "pkgconfig/spdlog.pc",
     "installed by spdlog: set SPDLOG_INSTALL to OFF", k_ambiguous},
    {"include/nlohmann/ | cmake/nlohmann_json/ | pkgconfig/nlohmann_json.pc",
     "installed by JSON for Modern C++: set JSON_Install to OFF", k_ambiguous},
    {"include/yaml-cpp/ | cmake/yaml-cpp/ | libyaml-cpp* | pkgconfig/yaml-cpp.pc",
     "installed by yaml-cpp: set YAML_CPP_INSTALL to OFF", k_ambiguous},
    {"include/absl/ | cmake/absl/ | libabsl_* | pkgconfig/absl_*.pc",
     "installed by Abseil: set ABSL_ENABLE_INSTALL to OFF", k_ambiguous},
    {"include/google/protobuf/ | cmake/protobuf/ | libprotobuf*.* | libprotoc.* | "
     "bin/protoc*",
     "installed by Protocol Buffers: set protobuf_INSTALL to OFF", k_ambiguous},
    {"include/flatbuffers/ | cmake/flatbuffers/ | libflatbuffers.* | bin/flatc",
     "installed by FlatBuffers: set FLATBUFFERS_INSTALL to OFF", k_ambiguous},
    {"include/CLI/ | cmake/cli11/", "installed by CLI11: set CLI11_INSTALL to OFF", k_ambiguous},
    {"cmake/cxxopts/ | include/cxxopts.hpp | pkgconfig/cxxopts.pc",
     "installed by cxxopts: set CXXOPTS_ENABLE_INSTALL to OFF", k_ambiguous},
    {"cmake/pugixml/ | include/pugixml.hpp | include/pugiconfig.hpp | libpugixml.*",
     "installed by pugixml: set PUGIXML_INSTALL to OFF", k_ambiguous},
    {"include/pybind11/ | cmake/pybind11/", "installed by pybind11: set PYBIND11_INSTALL to OFF",
     k_ambiguous},
    {"include/GLFW/ | cmake/glfw3/ | libglfw* | pkgconfig/glfw3.pc",
     "installed by GLFW: set GLFW_INSTALL to OFF", k_ambiguous},
    {"include/zlib.h | include/zconf.h | libz.* | libzlibstatic* | pkgconfig/zlib.pc",
     "installed by zlib: set SKIP_INSTALL_ALL to ON", k_ambiguous},
});

constexpr auto k_version_control_names = std::to_array<NameRule>({
    {".git/", "repository of Git"},
    {".svn/", "working copy of Subversion"},
    {".hg/", "repository of Mercurial"},
    {".bzr/", "branch of Bazaar"},
    {"CVS/", "working copy of CVS"},
    {"_darcs/", "repository of Darcs"},
    {".jj/", "repository of Jujutsu"},
    {".pijul/", "repository of Pijul"},
    {"_MTN/", "workspace of Monotone"},
    {".git", "pointer to a repository of Git"},
    {".svn", "link to a working copy of Subversion"},
    {".hg", "link to a repository of Mercurial"},
    {"_FOSSIL_ | .fslckout", "checkout data base of Fossil"},
    {"*,v", "history of RCS"},
});

struct NameCheck : Check {
  std::span<const NameRule> rules;
  // As for find_names().
  std::string_view false_positives{};
};

std::vector<Finding> run(const Check& check, const CheckInput& input) {
  const auto& row = static_cast<const NameCheck&>(check);
  return find_names(input, row.rules, row.false_positives);
}

constexpr auto k_name_checks = std::to_array<NameCheck>({
    {{.id = "debug-file",
      .summary = "file of debug symbols",
      .why = "Debug symbols name every function, type and source file of the product, with the "
             "paths of the build, and make a program easy to read back.",
      .fix = "Leave it out, or put it into a debug component that is not published. If the package "
             "is the debug package, allow *.debug with an exception; for *.pdb and *.sym an allow "
             "entry that spells the ending out is enough.",
      .default_severity = Severity::error,
      .run = run},
     k_debug_names},
    {{.id = "development-file",
      .summary = "settings of version control, CI, linters or editors",
      .why = "Such files are of no use to users and tell where the sources live, how they are "
             "built and by whom.",
      .fix = "Exclude it in the install() rule. A source package may want it: an allow entry that "
             "spells the name out accepts it.",
      .default_severity = Severity::warning,
      .run = run},
     k_development_names},
    {{.id = "editor-litter",
      .summary = "file that an editor or a merge left behind",
      .why = "Backup and swap files hold earlier or unsaved text, project folders the paths and "
             "habits of one developer.",
      .fix = "Delete it, and narrow install(DIRECTORY) with FILES_MATCHING or PATTERN ... EXCLUDE. "
             "For *.bak, *.orig, .project and .settings an allow entry that spells the name out "
             "accepts them.",
      .default_severity = Severity::error,
      .run = run},
     k_editor_names},
    {{.id = "os-litter",
      .summary = "file that an operating system or desktop left behind",
      .why = "Such files name or show other files of the machine that built the package, and show "
             "that a folder was packed unseen.",
      .fix = "Delete it, and narrow install(DIRECTORY) with FILES_MATCHING or PATTERN ... EXCLUDE.",
      .default_severity = Severity::error,
      .run = run},
     k_os_names},
    {{.id = "secret-file",
      .summary = "file whose name says that it holds keys, passwords or tokens",
      .why = "Whoever has the package has the secret. Once published it counts as known, even if "
             "the package is withdrawn.",
      .fix = "Keep it out of the package, and replace the secret if it was ever published. A "
             "template without values is called .env.example. For *.env, *.key, *.tfvars, "
             "kubeconfig, credentials.json, secrets.json and the like, which have innocent "
             "meanings, an allow entry that spells the name out accepts them.",
      .default_severity = Severity::error,
      .run = run},
     k_secret_names,
     k_secret_false_positives},
    {{.id = "source-map-file",
      .summary = "source map",
      .why = "A source map can hold the whole original source of a bundle. Products have been "
             "published this way more than once.",
      .fix = "Switch source maps off for release bundles, or exclude *.map in the install() rule. "
             "If users are meant to get the map, an allow entry that spells the ending out "
             "(`*.js.map`) accepts it.",
      .default_severity = Severity::error,
      .run = run},
     k_source_map_names},
    {{.id = "test-file",
      .summary = "test or test data",
      .why = "Tests tell how the product works inside, and their data was seldom meant for the "
             "public.",
      .fix = "Put the tests into a component that is not packed. If they are meant to ship, an "
             "allow entry that spells the name out (`share/acme/tests/**`) accepts them.",
      .default_severity = Severity::warning,
      .run = run},
     k_test_names},
    {{.id = "third-party-file",
      .summary = "file of a library that was built along",
      .why = "Sources that FetchContent or add_subdirectory brings in install themselves too: the "
             "package ships headers and libraries that are not the product's and that may "
             "overwrite the user's own.",
      .fix = "Set the option that the finding names before FetchContent_MakeAvailable() or "
             "add_subdirectory(), or add the library with EXCLUDE_FROM_ALL. If it is meant to "
             "ship, an allow entry that spells the name out (`include/fmt/**`) accepts it.",
      .default_severity = Severity::error,
      .run = run},
     k_third_party_names},
    {{.id = "version-control",
      .summary = "data of a version control system",
      .why = "A repository holds every version of every source file, authors' names, and often the "
             "credentials that were used to clone it.",
      .fix = "Add `PATTERN .git EXCLUDE` to install(DIRECTORY), or the folder to "
             "CPACK_SOURCE_IGNORE_FILES for a source package.",
      .default_severity = Severity::error,
      .run = run},
     k_version_control_names},
});

} // namespace

void add_name_checks(std::vector<const Check*>& checks) {
  for (const NameCheck& check : k_name_checks)
    checks.push_back(&check);
}

} // namespace package_audit::checks
