#pragma once

#include "report/view.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::report {

// Whether a policy was given; without one nothing is marked as allowed or refused.
enum class Marks { none, verdicts };

// The outcome of the policy and the checks for one entry.
enum class EntryStatus { allowed, parent, implicitly_allowed, refused };

std::string_view to_string(EntryStatus status);

struct ListedEntry {
  std::string path{};
  // The name as stored.
  std::string member{};
  EntryType type = EntryType::unknown;
  // "0644"; empty where the archive stores none.
  std::string mode{};
  std::uint64_t size = 0;
  // Hexadecimal; empty for what is no file.
  std::string sha256{};
  std::string owner{}; // "user:group"
  std::uint64_t uid = 0;
  std::uint64_t gid = 0;
  std::string link_target{};
  // The path of the nested archive that holds it; empty where none does.
  std::string archive{};
  // Both are of the policy, or of a permissive one where nothing is marked.
  EntryStatus status = EntryStatus::refused;
  std::optional<PolicyPlace> rule{};
};

// A directory or an entry of the tree.
struct TreeLine {
  static constexpr std::size_t k_no_entry = static_cast<std::size_t>(-1);

  std::size_t depth = 0;
  std::string name{}; // "lib/", "libacme.so -> libacme.so.1"
  // For Listing::entry(); k_no_entry for a directory that is only in the paths of others.
  std::size_t entry = k_no_entry;
};

struct ListedAnomaly {
  std::string_view kind{};
  std::string member{};
  std::string detail{};
};

// The contents of one package as `list` writes them. Every text in it is escaped as in a View; the
// result it was made from has to outlive it.
struct Listing {
  Listing(const PackageResult& result, Marks marks);
  Listing(PackageResult&&, Marks) = delete;

  // In the order of the package; `index` is less than `package.entries`.
  ListedEntry entry(std::size_t index) const;

  PackageView package;
  Marks marks = Marks::none;
  // The same as a tree in the order of the names, parents first.
  std::vector<TreeLine> tree{};
  std::vector<ListedAnomaly> anomalies{};
  // See sandbox_notice().
  std::string sandbox_notice{};

private:
  const PackageResult* result_;
  std::vector<EntryStatus> statuses_;
};

} // namespace package_audit::report
