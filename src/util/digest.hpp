#pragma once

#include <package_audit/artifact.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace package_audit {

// SHA-256 of bytes that come piece by piece. finish() ends a message and begins the next one, so
// one object can serve every entry of a package.
class Sha256Hasher {
public:
  Sha256Hasher();
  ~Sha256Hasher();
  Sha256Hasher(Sha256Hasher&&) noexcept;
  Sha256Hasher& operator=(Sha256Hasher&&) noexcept;

  void update(std::span<const std::byte> bytes);
  Sha256 finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

Sha256 sha256(std::string_view bytes);

// 64 lower-case digits.
std::string to_hex(const Sha256& digest);

// Takes upper and lower case; nothing unless `text` is exactly 64 digits.
std::optional<Sha256> parse_sha256(std::string_view text);

} // namespace package_audit
