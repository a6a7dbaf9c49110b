#pragma once

#include "formats/member.hpp"
#include "model/policy.hpp"
#include "support/tar_recipe.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::support {

// The members that tar::Parser finds in `bytes`, fed in blocks of `block_size`.
std::vector<formats::ParsedMember> parse_tar(std::string_view bytes, std::size_t block_size = 4096,
                                             const Limits& limits = {});

std::optional<Anomaly> tar_parse_fault(const std::string& bytes, std::size_t block_size = 4096);

// Fails the test unless `bytes` are refused with that kind and a text that has `detail` in it.
void expect_tar_fault(const std::string& bytes, AnomalyKind kind, std::string_view detail);

} // namespace package_audit::support
