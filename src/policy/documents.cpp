#include "policy/documents.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "policy/builtin.hpp"
#include "policy/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace package_audit::policy {

namespace {

constexpr std::size_t k_max_file_size = 1 << 20;
constexpr std::size_t k_max_extends_depth = 4;
constexpr std::uint64_t k_version = 1;
constexpr std::array<std::string_view, 14> k_keys{
    "$schema", "version", "extends", "enforcement", "prefix",   "variables", "allow",
    "require", "deny",    "checks",  "exceptions",  "packages", "limits",    "signatures"};

std::string builtin_names() {
  std::vector<std::string> names;
  for (const BuiltinPolicy& policy : builtin_policies())
    names.push_back(fmt::format("{}{}", k_builtin_prefix, policy.name));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string read_text(const std::string& file) {
  if (!file.starts_with(k_builtin_prefix)) return base::read_text_file(file, k_max_file_size);
  const BuiltinPolicy* const policy =
      find_builtin(std::string_view(file).substr(k_builtin_prefix.size()));
  if (policy == nullptr) {
    throw base::Error(fmt::format("{}: no such bundled policy; there are {}", base::printable(file),
                                  builtin_names()));
  }
  return std::string(policy->text);
}

// Equal for two names of one file.
std::string identity(const std::string& file) {
  if (file.starts_with(k_builtin_prefix)) return file;
  std::error_code failed;
  const std::filesystem::path path = std::filesystem::weakly_canonical(file, failed);
  return failed ? file : path.string();
}

// Before the keys: a newer version may have others.
void check_version(const SourceText& source, const JsonValue& root) {
  if (root.kind != JsonValue::Kind::object) {
    source.fail(root.offset, fmt::format("a policy is an object, not {}", describe(root.kind)));
  }
  const auto version =
      std::find_if(root.items.begin(), root.items.end(),
                   [](const JsonValue& member) { return member.key == "version"; });
  if (version == root.items.end()) {
    source.fail(root.offset, fmt::format("the policy needs \"version\": {}", k_version));
  }
  const JsonValue& value = *version;
  if (value.kind != JsonValue::Kind::integer) fail_type(source, value, "version", "1");
  if (value.integer > k_version) {
    source.fail(value.offset,
                fmt::format("version {} needs a newer PackageAudit: this one reads version {}",
                            value.integer, k_version));
  }
  if (value.integer != k_version) source.fail(value.offset, "\"version\" must be 1");
}

class Reader {
public:
  std::vector<PolicyDocument> read(const std::string& file) {
    add(file, read_text(file));
    return std::move(documents_);
  }

private:
  struct Open {
    std::string file;
    std::string identity;
  };

  void add(const std::string& file, std::string text) {
    PolicyDocument document{.source = std::make_unique<SourceText>(file, std::move(text))};
    document.root = parse_json(*document.source);
    check_version(*document.source, document.root);
    const Fields fields(*document.source, document.root, "the policy", k_keys);
    open_.push_back({.file = file, .identity = identity(file)});
    if (const auto* const list = fields.find("extends")) {
      for (const JsonValue& item : items_of(*document.source, *list, "extends"))
        extend(*document.source, item);
    }
    done_.push_back(open_.back().identity);
    open_.pop_back();
    documents_.push_back(std::move(document));
  }

  void extend(const SourceText& source, const JsonValue& item) {
    const std::string file = resolve(source, item);
    const std::string same = identity(file);
    refuse_cycle(source, item, same, file);
    if (open_.size() > k_max_extends_depth) {
      source.fail(item.offset,
                  fmt::format("policies extend more than {} deep", k_max_extends_depth));
    }
    if (std::find(done_.begin(), done_.end(), same) != done_.end()) return;
    std::string text;
    try {
      text = read_text(file);
    } catch (const base::Error& error) {
      source.fail(item.offset, error.what());
    }
    add(file, std::move(text));
  }

  // The file's name relative to the working directory, as the user would write it.
  static std::string resolve(const SourceText& source, const JsonValue& item) {
    const std::string& name = text_of(source, item, "extends");
    const bool control = std::any_of(name.begin(), name.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (control) source.fail(item.offset, "a file's name must not hold control characters");
    if (name.find("://") != std::string::npos) {
      source.fail(item.offset, fmt::format("\"{}\" is a URL: a policy extends local files and {} "
                                           "names only",
                                           base::printable(name), k_builtin_prefix));
    }
    if (name.starts_with(k_builtin_prefix)) return name;
    const std::filesystem::path folder = std::filesystem::path(source.name()).parent_path();
    return (folder / name).lexically_normal().string();
  }

  void refuse_cycle(const SourceText& source, const JsonValue& item, const std::string& same,
                    const std::string& file) const {
    const auto first = std::find_if(open_.begin(), open_.end(),
                                    [&](const Open& open) { return open.identity == same; });
    if (first == open_.end()) return;
    std::string chain;
    for (auto it = first; it != open_.end(); ++it)
      chain += it->file + " -> ";
    source.fail(item.offset, fmt::format("policies extend each other: {}{}", chain, file));
  }

  std::vector<PolicyDocument> documents_;
  std::vector<Open> open_;
  std::vector<std::string> done_;
};

} // namespace

std::span<const std::string_view> policy_keys() {
  return k_keys;
}

std::vector<PolicyDocument> read_documents(std::string_view file) {
  return Reader().read(std::string(file));
}

} // namespace package_audit::policy
