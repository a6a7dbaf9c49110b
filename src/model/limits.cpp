#include "base/text.hpp"
#include "model/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace package_audit {

namespace {

constexpr std::array k_limits{
    LimitInfo{"package_size", &Limits::package_size, LimitUnit::bytes},
    LimitInfo{"entry_size", &Limits::entry_size, LimitUnit::bytes},
    LimitInfo{"unpacked_size", &Limits::unpacked_size, LimitUnit::bytes},
    LimitInfo{"entries", &Limits::entries, LimitUnit::count},
    LimitInfo{"path_length", &Limits::path_length, LimitUnit::count},
    LimitInfo{"path_depth", &Limits::path_depth, LimitUnit::count},
    LimitInfo{"header_size", &Limits::header_size, LimitUnit::bytes},
    LimitInfo{"ratio", &Limits::ratio, LimitUnit::count},
    LimitInfo{"link_chain", &Limits::link_chain, LimitUnit::count},
    LimitInfo{"nesting", &Limits::nesting, LimitUnit::count},
    LimitInfo{"nested_size", &Limits::nested_size, LimitUnit::bytes},
    LimitInfo{"memory", &Limits::memory, LimitUnit::bytes},
    LimitInfo{"cpu_seconds", &Limits::cpu_seconds, LimitUnit::seconds},
    LimitInfo{"wall_seconds", &Limits::wall_seconds, LimitUnit::seconds},
};

} // namespace

std::span<const LimitInfo> all_limits() {
  return k_limits;
}

std::string limit_message(std::uint64_t Limits::*which, const Limits& limits) {
  const auto limit = std::find_if(k_limits.begin(), k_limits.end(),
                                  [&](const LimitInfo& info) { return info.value == which; });
  const std::uint64_t value = limits.*which;
  const std::string text =
      limit->unit == LimitUnit::bytes ? base::human_size(value) : fmt::format("{}", value);
  return fmt::format("{0} is over {1}; if that is meant, raise limits.{0} in the policy",
                     limit->name, text);
}

} // namespace package_audit
