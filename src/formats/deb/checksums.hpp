#pragma once

#include "base/async_sink.hpp"
#include "base/digest.hpp"
#include "base/thread_pool.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace package_audit::formats::deb {

// The `md5sums` of a .deb (deb-md5sums(5)): for each regular file its MD5, two blanks, and its path
// without a leading slash. Files in `conffiles`, which administrators may edit, are often missing.
class Checksums {
public:
  explicit Checksums(const Limits& limits) : limits_(limits) {}

  // Add one line without its newline. Throw ReadFault when it is malformed.
  void add_checksum(std::string_view line);
  void add_conffile(std::string_view line);

  // Throws ReadFault unless the list has the file `member` with this checksum.
  void expect_file(const std::string& member, std::string_view md5);
  // Throws ReadFault unless the list has `member` with the checksum of `target`, a file before it.
  void expect_link(const std::string& member, const std::string& target);
  // Throws ReadFault when the list has a file that was not in the package.
  void expect_all_found() const;

private:
  static constexpr std::size_t k_digits = 32;

  struct File {
    std::array<char, k_digits> md5{};
    bool is_listed = false;
    bool is_conffile = false;
    bool was_found = false;
  };

  File& file_at(std::string_view path);

  const Limits& limits_;
  std::unordered_map<std::string, File> files_;
};

// Passes the entries of data.tar on and compares each file with its checksum.
class ChecksumVerifier final : public EntryVisitor {
public:
  // Large files are hashed on an idle thread of `threads`, if there is one.
  ChecksumVerifier(EntryVisitor& next, Checksums& checksums, base::ThreadPool& threads)
      : next_(next), checksums_(checksums), threads_(threads) {}

  void begin(Entry entry) override;
  void data(base::Bytes bytes) override;
  void end() override;

private:
  EntryVisitor& next_;
  Checksums& checksums_;
  base::ThreadPool& threads_;
  base::Hasher hasher_{base::DigestAlgorithm::md5};
  // Of the current file.
  std::uint64_t size_ = 0;
  std::unique_ptr<base::AsyncSink> hashing_;
  EntryType type_ = EntryType::unknown;
  std::string member_;
  std::string link_target_;
};

} // namespace package_audit::formats::deb
