#include "support/case_file.hpp"

#include "audit/allow_match.hpp"
#include "base/digest.hpp"
#include "content/content_scanner.hpp"
#include "content/signatures/build_signatures.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <initializer_list>
#include <stdexcept>

namespace package_audit::support {

namespace {

using nlohmann::json;

// A mistyped key would quietly weaken a case.
void allow_keys(const json& object, std::initializer_list<std::string_view> keys) {
  if (!object.is_object()) throw std::runtime_error("expected an object");
  for (const auto& item : object.items()) {
    if (std::find(keys.begin(), keys.end(), item.key()) == keys.end()) {
      throw std::runtime_error(fmt::format("unknown key \"{}\"", item.key()));
    }
  }
}

// JSON holds no arbitrary bytes: \xNN in a name is the byte NN, \\ a backslash.
std::string bytes_of(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
    } else if (text.compare(i, 2, "\\\\") == 0) {
      bytes += '\\';
      ++i;
    } else if (text.compare(i, 2, "\\x") == 0 && i + 3 < text.size()) {
      bytes += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else {
      throw std::runtime_error(fmt::format("bad escape in \"{}\"", text));
    }
  }
  return bytes;
}

std::string text_at(const json& object, const char* key, const std::string& otherwise = {}) {
  return object.contains(key) ? bytes_of(object.at(key).get<std::string>()) : otherwise;
}

template <typename Enum>
Enum parse_name(const std::string& name, std::initializer_list<Enum> values) {
  for (const Enum value : values) {
    if (to_string(value) == name) return value;
  }
  throw std::runtime_error(fmt::format("\"{}\" is no name that is known", name));
}

EntryType parse_type(const std::string& name) {
  using enum EntryType;
  return parse_name(name, {file, directory, symlink, hardlink, character_device, block_device, fifo,
                           socket, unknown});
}

Format parse_format(const std::string& name) {
  using enum Format;
  return parse_name(name, {unknown, tar, tar_gz, tar_xz, tar_bz2, tar_zst, tar_z, zip, seven_zip,
                           stgz, deb, rpm, directory});
}

AnomalyKind parse_anomaly(const std::string& name) {
  using enum AnomalyKind;
  return parse_name(name, {unknown_format, format_mismatch, damaged, unexpected_bytes, ambiguous,
                           encrypted, limit});
}

std::uint32_t parse_mode(const std::string& text) {
  return static_cast<std::uint32_t>(std::stoul(text, nullptr, 8));
}

std::optional<std::uint32_t> mode_of(const json& source, EntryType type) {
  if (source.contains("mode")) {
    if (source.at("mode").is_null()) return std::nullopt;
    return parse_mode(source.at("mode").get<std::string>());
  }
  if (type == EntryType::symlink) return 0777;
  return type == EntryType::directory ? 0755 : 0644;
}

// As a program writes the text that keeps two bytes for each character.
std::string widened(std::string_view text) {
  std::string wide;
  for (const char c : text)
    wide += {c, '\0'};
  return wide;
}

std::string content_of(const json& source) {
  const std::string content = text_at(source, "content");
  return source.value("utf16", false) ? widened(content) : content;
}

std::vector<Fact> facts_of(const std::string& content,
                           const content::signatures::SignatureSet& signatures) {
  content::ContentScanner scanner(signatures);
  scanner.data(std::as_bytes(std::span(content)));
  return scanner.finish();
}

Fact parse_fact(const json& source) {
  allow_keys(source, {"kind", "subject", "detail", "offset", "count"});
  Fact fact{.subject = text_at(source, "subject"), .detail = text_at(source, "detail")};
  const std::string kind = source.at("kind");
  using enum FactKind;
  fact.kind = parse_name(kind, {debug_info, debug_reference, embedded_source, symbol_table,
                                link_time_code, command_line, run_path, core_dump, source_map,
                                source_reference, trailing_data, unread_structure});
  fact.offset = source.value("offset", std::uint64_t{0});
  fact.count = source.value("count", 1U);
  return fact;
}

Entry parse_entry(const json& source, const content::signatures::SignatureSet& signatures) {
  allow_keys(source, {"path", "member", "type", "mode", "uid", "gid", "user", "group", "content",
                      "utf16", "facts", "size", "target", "metadata", "inherent"});
  Entry entry;
  entry.path = text_at(source, "path");
  entry.member = text_at(source, "member", entry.path);
  entry.type = parse_type(source.value("type", "file"));
  entry.mode = mode_of(source, entry.type);
  entry.uid = source.value("uid", std::uint64_t{0});
  entry.gid = source.value("gid", std::uint64_t{0});
  entry.user = source.value("user", "");
  entry.group = source.value("group", "");
  entry.link_target = text_at(source, "target");
  entry.section = source.value("metadata", false) ? Section::metadata : Section::payload;
  entry.implicitly_allowed = source.value("inherent", false);
  const std::string content = content_of(source);
  entry.size = source.value("size", std::uint64_t{content.size()});
  entry.facts = facts_of(content, signatures);
  for (const json& fact : source.value("facts", json::array()))
    entry.facts.push_back(parse_fact(fact));
  if (entry.type == EntryType::file) entry.sha256 = base::sha256(content);
  return entry;
}

// "a.zip!/x" is a member of the entry "a.zip" where there is one.
std::uint32_t find_container(const std::vector<Entry>& entries, std::string_view path) {
  for (std::size_t i = entries.size(); i-- > 0;) {
    if (path.starts_with(entries[i].path + "!/")) return static_cast<std::uint32_t>(i);
  }
  return Entry::k_no_container;
}

Recipe parse_recipe(const json& entries, Format format,
                    const content::signatures::SignatureSet& signatures) {
  Recipe recipe;
  recipe.package.name = "acme-1.0-Linux";
  recipe.package.format = format;
  for (const json& entry : entries) {
    Entry parsed = parse_entry(entry, signatures);
    parsed.container = find_container(recipe.package.entries, parsed.path);
    recipe.package.entries.push_back(std::move(parsed));
    recipe.contents.push_back(content_of(entry));
    recipe.has_given_facts = recipe.has_given_facts || entry.contains("facts");
  }
  return recipe;
}

PathRule parse_rule(const json& source) {
  if (source.is_string()) return {.glob = base::Glob(source.get<std::string>())};
  allow_keys(source, {"path", "type", "mode", "owner", "max_size", "link_target", "sha256",
                      "reason", "archive"});
  PathRule rule{.glob = base::Glob(source.at("path").get<std::string>())};
  if (source.contains("type")) rule.type = parse_type(source.at("type"));
  if (source.contains("mode")) rule.mode = parse_mode(source.at("mode"));
  if (source.contains("owner")) rule.owner = source.at("owner").get<std::string>();
  if (source.contains("max_size")) rule.max_size = source.at("max_size").get<std::uint64_t>();
  if (source.contains("link_target")) {
    rule.link_target = base::Glob(source.at("link_target").get<std::string>());
  }
  if (source.contains("sha256"))
    rule.sha256 = base::parse_sha256(source.at("sha256").get<std::string>());
  rule.reason = source.value("reason", "");
  rule.opaque = source.value("archive", "") == "opaque";
  return rule;
}

// The line of a rule is its number, which tests can compare with the rule of a finding.
std::vector<PathRule> parse_rules(const json& source) {
  std::vector<PathRule> rules;
  for (const json& rule : source) {
    rules.push_back(parse_rule(rule));
    rules.back().location = {"policy.json", static_cast<std::uint32_t>(rules.size()), 1};
  }
  return rules;
}

Policy parse_policy(const json& source) {
  allow_keys(source, {"allow", "require", "deny", "prefix", "limits", "never_ship"});
  Policy policy;
  RuleSet& rules = policy.common;
  rules.allow = parse_rules(source.value("allow", json::array({"**", "/**"})));
  rules.require = parse_rules(source.value("require", json::array()));
  rules.deny = parse_rules(source.value("deny", json::array()));
  if (source.contains("prefix")) rules.prefix = source.at("prefix").get<std::string>();
  for (const json& file : source.value("never_ship", json::array())) {
    allow_keys(file, {"origin", "content"});
    policy.never_ship.push_back(
        {.sha256 = base::sha256(text_at(file, "content")), .origin = text_at(file, "origin")});
  }
  std::sort(policy.never_ship.begin(), policy.never_ship.end(),
            [](const NeverShipped& a, const NeverShipped& b) { return a.sha256 < b.sha256; });
  const json limits = source.value("limits", json::object());
  for (const auto& item : limits.items()) {
    const auto known = all_limits();
    const auto limit = std::find_if(known.begin(), known.end(),
                                    [&](const LimitInfo& info) { return info.name == item.key(); });
    if (limit == known.end()) throw std::runtime_error("unknown limit \"" + item.key() + "\"");
    rules.limits[item.key()] = item.value().get<std::uint64_t>();
  }
  return policy;
}

std::vector<Anomaly> parse_anomalies(const json& source) {
  std::vector<Anomaly> anomalies;
  for (const json& anomaly : source) {
    allow_keys(anomaly, {"kind", "member", "detail"});
    anomalies.push_back({.kind = parse_anomaly(anomaly.at("kind")),
                         .member = text_at(anomaly, "member"),
                         .detail = anomaly.at("detail")});
  }
  return anomalies;
}

SignatureRule parse_signature(const json& source) {
  allow_keys(source, {"id", "check", "what", "anchors", "pattern", "any_case"});
  SignatureRule rule{.id = source.at("id"),
                     .check = source.at("check"),
                     .what = source.at("what"),
                     .anchors = source.at("anchors"),
                     .pattern = source.at("pattern"),
                     .any_case = source.value("any_case", false),
                     .secret = false};
  if (const std::string fault = content::signatures::fault_of(rule); !fault.empty())
    throw std::runtime_error(fault);
  return rule;
}

content::signatures::BuildIdentity parse_build(const json& source) {
  allow_keys(source, {"source", "binary", "home", "user", "host"});
  return {.source_directory = text_at(source, "source"),
          .binary_directory = text_at(source, "binary"),
          .home_directory = text_at(source, "home"),
          .user = text_at(source, "user"),
          .host = text_at(source, "host")};
}

Signatures parse_signatures(const json& source) {
  std::vector<SignatureRule> rules;
  if (source.contains("build"))
    rules = content::signatures::build_signatures(parse_build(source.at("build")));
  for (const json& rule : source.value("signatures", json::array()))
    rules.push_back(parse_signature(rule));
  return rules.empty() ? shared_builtin_signatures()
                       : std::make_shared<content::signatures::SignatureSet>(rules);
}

CaseFile parse_case(const json& source) {
  allow_keys(source, {"about", "format", "build_host", "entries", "anomalies", "lacks_checksum",
                      "policy", "build", "signatures", "expect", "fixed"});
  CaseFile result;
  result.signatures = parse_signatures(source);
  const Format format = parse_format(source.value("format", "tar.gz"));
  result.recipe = parse_recipe(source.at("entries"), format, *result.signatures);
  result.recipe.package.lacks_checksum = source.value("lacks_checksum", false);
  result.recipe.package.anomalies = parse_anomalies(source.value("anomalies", json::array()));
  result.recipe.package.build_host = text_at(source, "build_host");
  if (source.contains("fixed"))
    result.fixed = parse_recipe(source.at("fixed"), format, *result.signatures);
  result.policy = parse_policy(source.value("policy", json::object()));
  for (const json& finding : source.at("expect")) {
    allow_keys(finding, {"path", "message"});
    result.expect.push_back({text_at(finding, "path"), text_at(finding, "message")});
  }
  return result;
}

} // namespace

CaseFile load_case(const std::filesystem::path& file) {
  try {
    std::ifstream stream(file);
    return parse_case(json::parse(stream));
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("{}: {}", file.string(), error.what()));
  } catch (const base::GlobError& error) {
    throw std::runtime_error(fmt::format("{}: {}", file.string(), error.message));
  }
}

std::vector<Finding> run_check(const Check& check, const Artifact& package, const Policy& policy,
                               const content::signatures::SignatureSet& signatures) {
  const base::PathTree paths(package.entries, &Entry::path);
  const std::vector<ListMatch> matches =
      audit::match_allowlist(package.entries, paths, policy.common);
  const std::vector<std::size_t> with_facts = checks::entries_with_facts(package);
  return check.run(check, {.artifact = package,
                           .rules = policy.common,
                           .matches = matches,
                           .paths = paths,
                           .signatures = signatures.rules(),
                           .with_facts = with_facts,
                           .never_ship = policy.never_ship});
}

} // namespace package_audit::support
