#pragma once

#include "content/signatures/anchor_search.hpp"
#include "content/signatures/signature_set.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <re2/re2.h>
#include <vector>

namespace package_audit::content::signatures {

struct SignatureSet::Compiled {
  // The rule of an anchor, and the anchor's size.
  struct Owner {
    std::uint32_t rule = 0;
    std::size_t size = 0;
  };

  std::vector<SignatureRule> rules{};
  std::vector<Owner> owners{};
  std::unique_ptr<AnchorSearch> search{};
  struct Patterns {
    re2::RE2 pattern;
    // Absent in a rule without one.
    std::optional<re2::RE2> unless{};

    explicit Patterns(const SignatureRule& rule);
  };

  // Compiled when an anchor of the rule is found for the first time.
  std::vector<std::unique_ptr<Patterns>> patterns{};

  const Patterns& patterns_of(std::uint32_t rule);
};

} // namespace package_audit::content::signatures
