#include "install/reply.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/path.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace package_audit::install {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t k_max_reply = 256u << 20;

struct ProjectDirectories {
  fs::path source{};
  fs::path build{};
};

json read_json(const fs::path& file) {
  return json::parse(base::read_text_file(file.string(), k_max_reply));
}

// The newest index file has the last name in sorted order.
std::optional<fs::path> newest_index(const fs::path& reply) {
  std::string newest;
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator(reply, error)) {
    const std::string name = file.path().filename().string();
    if (name.starts_with("index-") && name.ends_with(".json")) newest = std::max(newest, name);
  }
  if (newest.empty()) return std::nullopt;
  return reply / newest;
}

std::optional<std::string> codemodel_file(const json& index) {
  for (const json& object : index.at("objects")) {
    if (object.at("kind") == "codemodel" && object.at("version").at("major") == 2) {
      return object.at("jsonFile").get<std::string>();
    }
  }
  return std::nullopt;
}

const json& pick_configuration(const json& codemodel, std::string_view config) {
  const json& all = codemodel.at("configurations");
  for (const json& candidate : all) {
    if (base::equal_ignoring_case(candidate.at("name").get<std::string>(), config))
      return candidate;
  }
  return all.at(0);
}

std::optional<std::string> below(const fs::path& file, const fs::path& directory) {
  const std::string relative = file.lexically_relative(directory).generic_string();
  if (relative.empty() || relative == ".." || relative.starts_with("../")) return std::nullopt;
  return relative;
}

// A file's path below the project's source directory or below its build directory (for
// FetchContent). Absent for other files, such as modules of CMake itself.
std::optional<std::string> project_name(const std::string& file,
                                        const ProjectDirectories& directories) {
  const fs::path path = fs::path(file).lexically_normal();
  if (path.is_relative()) return path.generic_string();
  if (auto name = below(path, directories.source)) return name;
  return below(path, directories.build);
}

std::string install_command(const std::string& type) {
  if (type == "file") return "install(FILES)";
  if (type == "directory") return "install(DIRECTORY)";
  if (type == "export") return "install(EXPORT)";
  if (type == "importedRuntimeArtifacts") return "install(IMPORTED_RUNTIME_ARTIFACTS)";
  if (type == "runtimeDependencySet") return "install(RUNTIME_DEPENDENCY_SET)";
  return "install(TARGETS)";
}

// The innermost call in a file of the project: install() itself, unless a module from elsewhere
// wraps it.
InstallRule rule_of(const json& installer, const json& graph,
                    const ProjectDirectories& directories) {
  InstallRule rule;
  if (!installer.contains("backtrace")) return rule;
  const json& nodes = graph.at("nodes");
  std::optional<std::size_t> at = installer.at("backtrace").get<std::size_t>();
  while (at) {
    const json& node = nodes.at(*at);
    at.reset();
    if (node.contains("parent")) at = node.at("parent").get<std::size_t>();
    if (!node.contains("line")) continue;
    const auto file = graph.at("files").at(node.at("file").get<std::size_t>()).get<std::string>();
    const auto command =
        graph.at("commands").at(node.at("command").get<std::size_t>()).get<std::string>();
    const std::optional<std::string> name = project_name(file, directories);
    if (!name && !rule.file.empty()) continue;
    rule.file =
        name ? *name : fs::path(file).lexically_relative(directories.source).generic_string();
    rule.line = node.at("line").get<std::uint32_t>();
    rule.command = base::equal_ignoring_case(command, "install")
                       ? install_command(installer.at("type").get<std::string>())
                       : fmt::format("{}()", command);
    if (name) break;
  }
  return rule;
}

// A plain string is installed under its last part, an object under its "to".
std::string installed_name(const json& path) {
  if (path.is_object()) return path.at("to").get<std::string>();
  return std::string(base::base_name(path.get<std::string>()));
}

void append_installers(const json& directory, const ProjectDirectories& directories,
                       std::vector<Installer>& installers) {
  if (!directory.contains("installers")) return;
  for (const json& entry : directory.at("installers")) {
    if (!entry.contains("destination") || !entry.contains("paths")) continue;
    Installer installer;
    installer.type = entry.at("type").get<std::string>();
    installer.destination = entry.at("destination").get<std::string>();
    for (const json& path : entry.at("paths"))
      installer.paths.push_back(installed_name(path));
    installer.rule = rule_of(entry, directory.at("backtraceGraph"), directories);
    if (!installer.rule.file.empty()) installers.push_back(std::move(installer));
  }
}

} // namespace

std::vector<Installer> read_installers(const std::string& build_dir, std::string_view config) {
  std::vector<Installer> installers;
  try {
    const fs::path reply = fs::path(build_dir) / ".cmake" / "api" / "v1" / "reply";
    const std::optional<fs::path> index = newest_index(reply);
    if (!index) return installers;
    const std::optional<std::string> codemodel_name = codemodel_file(read_json(*index));
    if (!codemodel_name) return installers;
    const json codemodel = read_json(reply / *codemodel_name);
    const json& paths = codemodel.at("paths");
    const ProjectDirectories directories{fs::path(paths.at("source").get<std::string>()),
                                         fs::path(paths.at("build").get<std::string>())};
    for (const json& directory : pick_configuration(codemodel, config).at("directories")) {
      if (!directory.contains("jsonFile")) continue;
      append_installers(read_json(reply / directory.at("jsonFile").get<std::string>()), directories,
                        installers);
    }
  } catch (const json::exception&) {
    installers.clear();
  } catch (const base::Error&) {
    installers.clear();
  }
  return installers;
}

} // namespace package_audit::install
