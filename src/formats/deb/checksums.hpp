#pragma once

#include "base/bytes_beside.hpp"
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
// without a slash in front. Files that are in `conffiles`, which an administrator may change, are
// often left out.
class DebChecksums {
public:
  explicit DebChecksums(const Limits& limits) : limits_(limits) {}

  // One line without its newline. Throws ReadFault when it is malformed.
  void add_checksum(std::string_view line);
  void add_conffile(std::string_view line);

  // The package has such a file with this content. Throws ReadFault when the list does not say so.
  void expect_file(const std::string& member, std::string_view md5);
  // The package has another name for the file `target`.
  void expect_link(const std::string& member, const std::string& target);
  // Throws ReadFault when the list names a file that was not there.
  void expect_all_found() const;

private:
  static constexpr std::size_t k_digits = 32;

  struct Sum {
    std::array<char, k_digits> md5{};
    bool listed = false;
    bool conffile = false;
    bool found = false;
  };

  Sum& at(std::string_view path);

  const Limits& limits_;
  std::unordered_map<std::string, Sum> sums_;
};

// Passes the entries of data.tar on and compares each file with the list.
class DebChecksumReader final : public EntryVisitor {
public:
  // A large file is hashed on a thread of `threads` if one is idle.
  DebChecksumReader(EntryVisitor& next, DebChecksums& sums, base::ThreadPool& threads)
      : next_(next), sums_(sums), threads_(threads) {}

  void begin(Entry entry) override;
  void data(std::span<const std::byte> bytes) override;
  void end() override;

private:
  EntryVisitor& next_;
  DebChecksums& sums_;
  base::ThreadPool& threads_;
  base::Hasher hasher_{base::DigestAlgorithm::md5};
  // Of the file that is being read.
  std::uint64_t size_ = 0;
  std::unique_ptr<base::BytesBeside> beside_;
  EntryType type_ = EntryType::unknown;
  std::string member_;
  std::string link_target_;
};

} // namespace package_audit::formats::deb
