#include "checks/entry_paths.hpp"

#include "base/path.hpp"

#include <algorithm>
#include <functional>
#include <memory_resource>
#include <unordered_map>

namespace package_audit::checks {

namespace {

using Id = EntryPaths::Id;
using Node = EntryPaths::Node;

struct Step {
  Id folder = EntryPaths::k_none;
  std::string_view name{};
  bool operator==(const Step&) const = default;
};

struct StepHash {
  std::size_t operator()(const Step& step) const {
    constexpr std::size_t k_odd = 0x9E3779B1;
    return std::hash<std::string_view>{}(step.name) ^ (step.folder * k_odd);
  }
};

// Where in `path` the first part begins that `previous` does not share with its folders; 0 when
// they share none.
std::size_t behind_shared_folders(std::string_view path, std::string_view previous) {
  const auto common = static_cast<std::size_t>(
      std::mismatch(path.begin(), path.end(), previous.begin(), previous.end()).first -
      path.begin());
  // npos + 1 is 0.
  return path.substr(0, common).rfind('/') + 1;
}

class TreeBuilder {
public:
  TreeBuilder(std::vector<Node>& nodes, std::size_t paths) : nodes_(nodes) {
    steps_.reserve(paths);
  }

  Id add(std::string_view path) {
    Id folder = last_;
    std::size_t begin = folder_shared_with_last(path, folder);
    for (std::size_t slash = path.find('/', std::max<std::size_t>(begin, 1));
         slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
      folder = add_step(folder, path.substr(0, slash), begin);
      begin = slash + 1;
    }
    last_ = add_step(folder, path, begin);
    return last_;
  }

private:
  // Leads `folder`, which is the last path, to the one that both share, and returns what of `path`
  // is behind that. Files of one folder come one after the other.
  std::size_t folder_shared_with_last(std::string_view path, Id& folder) const {
    if (folder == EntryPaths::k_none) return 0;
    const std::size_t begin = behind_shared_folders(path, nodes_[folder].path);
    while (folder != EntryPaths::k_none && nodes_[folder].path.size() + 1 > begin)
      folder = nodes_[folder].folder;
    return folder == EntryPaths::k_none ? 0 : nodes_[folder].path.size() + 1;
  }

  Id add_step(Id folder, std::string_view path, std::size_t name_begin) {
    const auto next = static_cast<Id>(nodes_.size());
    const auto [step, is_new] = steps_.try_emplace({folder, path.substr(name_begin)}, next);
    if (is_new) nodes_.push_back({.path = path, .name = base::base_name(path), .folder = folder});
    return step->second;
  }

  std::vector<Node>& nodes_;
  // All at once is faster to get, and to give back, than a piece for each of many.
  std::pmr::monotonic_buffer_resource memory_{};
  std::pmr::unordered_map<Step, Id, StepHash> steps_{&memory_};
  Id last_ = EntryPaths::k_none;
};

} // namespace

EntryPaths::EntryPaths(std::span<const Entry> entries) {
  nodes_.reserve(entries.size());
  places_.reserve(entries.size());
  TreeBuilder tree(nodes_, entries.size());
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    const Id node = tree.add(entries[i].path);
    places_.push_back({node, entries[i].type == EntryType::directory});
    if (nodes_[node].entry == k_none) nodes_[node].entry = i;
  }
}

std::vector<EntryPaths::Id> EntryPaths::way_to(Id node) const {
  std::vector<Id> way;
  for (; node != k_none; node = nodes_[node].folder)
    way.push_back(node);
  std::reverse(way.begin(), way.end());
  return way;
}

} // namespace package_audit::checks
