#pragma once

#include "model/artifact.hpp"

#include <bitset>
#include <cstddef>
#include <string>
#include <vector>

namespace package_audit::sandbox {

// The layers of the sandbox, in the order of k_sandbox_layers.
enum class Layer : std::uint8_t { process, rlimits, no_new_privs, landlock, seccomp };

class LayerSet {
public:
  static LayerSet all() { return LayerSet((1UL << k_count) - 1); }

  LayerSet() = default;
  explicit LayerSet(unsigned long bits) : layers_(bits) {}

  bool has(Layer layer) const { return layers_.test(static_cast<std::size_t>(layer)); }
  void set(Layer layer, bool on = true) { layers_.set(static_cast<std::size_t>(layer), on); }
  unsigned long bits() const { return layers_.to_ulong(); }
  bool is_all() const { return layers_.all(); }
  LayerSet without(const LayerSet& other) const {
    return LayerSet((layers_ & ~other.layers_).to_ulong());
  }
  bool operator==(const LayerSet&) const = default;

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < k_count; ++i) {
      if (layers_.test(i)) names.emplace_back(k_sandbox_layers[i]);
    }
    return names;
  }

private:
  static constexpr std::size_t k_count = k_sandbox_layers.size();
  std::bitset<k_count> layers_{};
};

} // namespace package_audit::sandbox
