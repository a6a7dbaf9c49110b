#include "sandbox/layers.hpp"

namespace package_audit::sandbox {

std::vector<std::string> LayerSet::names() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < k_count; ++i) {
    if (layers_.test(i)) names.emplace_back(k_sandbox_layers[i]);
  }
  return names;
}

} // namespace package_audit::sandbox
