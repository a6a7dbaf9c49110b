#include "util/path.hpp"
#include <package_audit/entry_paths.hpp>

#include <algorithm>
#include <functional>

namespace package_audit {

std::size_t EntryPaths::StepHash::operator()(const Step& step) const {
  constexpr std::size_t k_odd = 0x9E3779B97F4A7C15;
  return std::hash<std::string_view>{}(step.name) ^ (step.folder * k_odd);
}

EntryPaths::EntryPaths(std::span<const Entry> entries) {
  nodes_.reserve(entries.size());
  places_.reserve(entries.size());
  steps_.reserve(entries.size());
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    last_ = add(entries[i].path);
    places_.push_back({last_, entries[i].type == EntryType::directory});
    if (nodes_[last_].entry == k_none) nodes_[last_].entry = i;
  }
}

std::vector<EntryPaths::Id> EntryPaths::way_to(Id node) const {
  std::vector<Id> way;
  for (; node != k_none; node = nodes_[node].folder)
    way.push_back(node);
  std::reverse(way.begin(), way.end());
  return way;
}

EntryPaths::Id EntryPaths::add(std::string_view path) {
  // The folder that the path shares with the last one.
  Id folder = last_;
  std::size_t begin = 0;
  if (last_ != k_none) begin = behind_shared_folders(path, nodes_[last_].path);
  while (folder != k_none && nodes_[folder].path.size() + 1 > begin)
    folder = nodes_[folder].folder;
  begin = folder == k_none ? 0 : nodes_[folder].path.size() + 1;
  for (std::size_t slash = path.find('/', std::max<std::size_t>(begin, 1));
       slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    folder = add_step(folder, path.substr(0, slash), begin);
    begin = slash + 1;
  }
  return add_step(folder, path, begin);
}

EntryPaths::Id EntryPaths::add_step(Id folder, std::string_view path, std::size_t name_begin) {
  const auto next = static_cast<Id>(nodes_.size());
  const std::string_view name = path.substr(name_begin);
  const auto [step, is_new] = steps_.try_emplace({folder, name}, next);
  if (is_new) {
    const bool is_absolute = folder == k_none && name.starts_with('/');
    nodes_.push_back({.path = path, .name = name.substr(is_absolute ? 1 : 0), .folder = folder});
  }
  return step->second;
}

} // namespace package_audit
