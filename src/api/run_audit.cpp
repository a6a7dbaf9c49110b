#include "api/run_audit.hpp"

#include "base/error.hpp"
#include "base/path.hpp"
#include "content/signatures/signature_set.hpp"
#include "policy/resolve.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>

namespace package_audit::api {

void require_packages(std::span<const std::string> files) {
  std::set<std::string_view> names;
  for (const std::string& file : files) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
      throw base::Error(fmt::format("{}: no such file or folder", file));
    }
    if (!names.insert(base::base_name(file)).second) {
      throw base::Error(fmt::format(
          "{}: another package of the same name is given; judge them one after another", file));
    }
  }
}

std::vector<Artifact> read_packages(std::span<const std::string> files, const Policy& policy,
                                    const sandbox::ReadingOptions& options,
                                    const OnStart& on_start) {
  const content::signatures::SignatureSet signatures(policy.signatures);
  return sandbox::inspect_confined(files, policy::loosest_limits(policy), signatures, options,
                                   on_start);
}

AuditResult run_audit(std::span<const std::string> files, const Policy& policy,
                      const audit::AuditContext& context, const sandbox::ReadingOptions& options,
                      const OnStart& on_start) {
  return audit::audit(read_packages(files, policy, options, on_start), policy, context,
                      options.threads);
}

} // namespace package_audit::api
