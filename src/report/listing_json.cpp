#include "base/digest.hpp"
#include "base/text.hpp"
#include "report/entry_status.hpp"
#include "report/json_location.hpp"
#include "report/listing.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ostream>

namespace package_audit::report {

namespace {

Json entry_json(const Artifact& artifact, const Entry& entry) {
  Json json{
      {"path", base::printable(entry.path)},
      {"member", base::printable(entry.member)},
      {"type", to_string(entry.type)},
      {"mode", nullptr},
      {"size", entry.size},
      {"sha256", nullptr},
      {"owner", fmt::format("{}:{}", base::printable(entry.user), base::printable(entry.group))},
      {"uid", entry.uid},
      {"gid", entry.gid}};
  if (entry.mode) json["mode"] = fmt::format("{:04o}", *entry.mode);
  if (entry.type == EntryType::file) json["sha256"] = base::to_hex(entry.sha256);
  if (!entry.link_target.empty()) json["link_target"] = base::printable(entry.link_target);
  if (entry.container != Entry::k_no_container) {
    json["archive"] = base::printable(artifact.entries[entry.container].path);
  }
  return json;
}

Json anomaly_json(const Anomaly& anomaly) {
  return {{"kind", to_string(anomaly.kind)},
          {"member", base::printable(anomaly.member)},
          {"detail", base::printable(anomaly.detail)}};
}

} // namespace

void write_listing_json(const PackageResult& package, Marks marks, std::ostream& out) {
  const Artifact& artifact = package.artifact;
  Json json{{"schema_version", 1},
            {"name", base::printable(artifact.name)},
            {"format", to_string(artifact.format)},
            {"sha256", base::to_hex(artifact.sha256)},
            {"size", artifact.size},
            {"sandbox", artifact.sandbox},
            {"entries", Json::array()},
            {"anomalies", Json::array()}};
  const std::vector<EntryStatus> statuses = entry_statuses(package);
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    Json entry = entry_json(artifact, artifact.entries[i]);
    if (marks == Marks::verdicts) {
      entry["status"] = to_string(statuses[i]);
      const PathRule* const rule = rule_of(package.matches.at(i), package.rules);
      if (rule != nullptr) entry["rule"] = location_json(rule->location);
    }
    json["entries"].push_back(std::move(entry));
  }
  for (const Anomaly& anomaly : artifact.anomalies)
    json["anomalies"].push_back(anomaly_json(anomaly));
  out << json.dump(2) << '\n';
}

} // namespace package_audit::report
