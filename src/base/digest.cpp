#include "base/digest.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <zlib.h>

#include <array>
#include <mutex>
#include <new>

namespace package_audit::base {

namespace {

// As OpenSSL calls them, in the order of DigestAlgorithm.
constexpr std::array<const char*, 8> k_names{"MD5",    "SHA1",   "SHA224",   "SHA256",
                                             "SHA384", "SHA512", "SHA3-256", "SHA3-512"};

// Fetched once: asking for an algorithm by name at each message costs more than hashing a small
// file.
const EVP_MD* fetch(DigestAlgorithm algorithm) {
  static std::array<const EVP_MD*, k_names.size()> fetched{};
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  const auto index = static_cast<std::size_t>(algorithm);
  const EVP_MD*& found = fetched.at(index);
  if (found == nullptr) found = EVP_MD_fetch(nullptr, k_names.at(index), nullptr);
  if (found == nullptr) {
    throw Error(fmt::format("OpenSSL offers no {} here", k_names.at(index)));
  }
  return found;
}

// One message after the other.
class Message {
public:
  explicit Message(DigestAlgorithm algorithm) : algorithm_(fetch(algorithm)) {
    if (context_ == nullptr) throw std::bad_alloc();
    restart();
  }
  ~Message() { EVP_MD_CTX_free(context_); }
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;

  void update(Bytes bytes) {
    if (EVP_DigestUpdate(context_, bytes.data(), bytes.size()) != 1) throw std::bad_alloc();
  }
  // `digest` has room for what the algorithm gives. Returns how many bytes that is.
  std::size_t finish(std::uint8_t* digest) {
    unsigned size = 0;
    if (EVP_DigestFinal_ex(context_, digest, &size) != 1) throw std::bad_alloc();
    restart();
    return size;
  }

private:
  void restart() {
    if (EVP_DigestInit_ex2(context_, algorithm_, nullptr) != 1) throw std::bad_alloc();
  }

  const EVP_MD* algorithm_;
  EVP_MD_CTX* context_ = EVP_MD_CTX_new();
};

} // namespace

struct Sha256Hasher::State : Message {
  State() : Message(DigestAlgorithm::sha256) {}
};

struct Hasher::State : Message {
  using Message::Message;
};

Sha256Hasher::Sha256Hasher() : state_(std::make_unique<State>()) {}
Sha256Hasher::~Sha256Hasher() = default;
Sha256Hasher::Sha256Hasher(Sha256Hasher&&) noexcept = default;
Sha256Hasher& Sha256Hasher::operator=(Sha256Hasher&&) noexcept = default;

void Sha256Hasher::update(Bytes bytes) {
  state_->update(bytes);
}

Sha256 Sha256Hasher::finish() {
  Sha256 digest{};
  state_->finish(digest.data());
  return digest;
}

Hasher::Hasher(DigestAlgorithm algorithm) : state_(std::make_unique<State>(algorithm)) {}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::update(Bytes bytes) {
  state_->update(bytes);
}

std::string Hasher::finish() {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
  const std::size_t size = state_->finish(digest.data());
  return to_hex(std::span(digest).first(size));
}

Sha256 sha256(std::string_view bytes) {
  Sha256Hasher hasher;
  hasher.update(as_bytes(bytes));
  return hasher.finish();
}

std::string digest_of(DigestAlgorithm algorithm, std::string_view bytes) {
  Hasher hasher(algorithm);
  hasher.update(as_bytes(bytes));
  return hasher.finish();
}

std::uint32_t crc32(Bytes bytes, std::uint32_t before) {
  // zlib takes a null pointer for the start of a new checksum.
  if (bytes.empty()) return before;
  return static_cast<std::uint32_t>(::crc32_z(before, octets(bytes), bytes.size()));
}

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += k_digits[byte >> 4];
    text += k_digits[byte & 15];
  }
  return text;
}

std::optional<Sha256> parse_sha256(std::string_view text) {
  Sha256 digest{};
  if (text.size() != digest.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

} // namespace package_audit::base
