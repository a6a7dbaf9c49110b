#include "base/digest.hpp"
#include "base/error.hpp"
#include "cli/never_ship.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace package_audit::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class ReadNeverShipped : public testing::Test {
protected:
  static std::string content(char letter) { return std::string(NeverShipped::k_min_size, letter); }

  std::vector<NeverShipped> read(const std::vector<std::string>& names) const {
    std::vector<std::string> paths;
    for (const std::string& name : names)
      paths.push_back(scratch.path() + "/" + name);
    return read_never_shipped(paths, 2);
  }
  std::vector<std::string> origins(const std::vector<std::string>& names) const {
    std::vector<std::string> origins;
    for (const NeverShipped& file : read(names))
      origins.push_back(file.origin);
    return origins;
  }
  std::string error_of(const std::string& name) const {
    try {
      read({name});
    } catch (const base::Error& error) {
      return error.what();
    }
    return {};
  }

  support::ScratchFolder scratch;
};

TEST_F(ReadNeverShipped, NamesFilesByTheFolderThatWasGiven) {
  scratch.write("src/core/a.c", content('a'));
  scratch.write("src/core/deep/b.c", content('b'));
  scratch.write("src/c.c", content('c'));
  EXPECT_THAT(origins({"src/core"}), UnorderedElementsAre("core/a.c", "core/deep/b.c"));
  EXPECT_THAT(origins({"src/core/deep", "src/c.c"}), UnorderedElementsAre("deep/b.c", "c.c"));
  EXPECT_THAT(origins({"src/core/."}), UnorderedElementsAre("core/a.c", "core/deep/b.c"));
}

TEST_F(ReadNeverShipped, IsSortedByDigestEachOnce) {
  for (const char letter : std::string("abcdef"))
    scratch.write(std::string("src/") + letter, content(letter));
  scratch.write("src/a-copy", content('a'));
  const std::vector<NeverShipped> files = read({"src"});
  ASSERT_EQ(files.size(), 6U);
  EXPECT_TRUE(std::is_sorted(files.begin(), files.end(),
                             [](const auto& a, const auto& b) { return a.sha256 < b.sha256; }));
  const auto a = std::find_if(files.begin(), files.end(), [](const NeverShipped& file) {
    return file.sha256 == base::sha256(content('a'));
  });
  ASSERT_NE(a, files.end());
  EXPECT_EQ(a->origin, "src/a");
}

TEST_F(ReadNeverShipped, LeavesOutWhatTellsNothing) {
  scratch.write("src/a.c", content('a'));
  scratch.write("src/small.c", content('s').substr(1));
  scratch.write("src/.git/object", content('g'));
  std::filesystem::create_symlink("a.c", scratch.path() + "/src/link.c");
  EXPECT_THAT(origins({"src"}), ElementsAre("src/a.c"));
}

TEST_F(ReadNeverShipped, SaysWhatIsWrong) {
  scratch.write("small/a.c", "a");
  EXPECT_THAT(error_of("missing"), HasSubstr("missing: No such file or directory"));
  EXPECT_THAT(error_of("small"), HasSubstr("small: holds no file of 64 bytes or more"));
  EXPECT_THAT(error_of("small/a.c"), HasSubstr("a.c: holds no file of 64 bytes or more"));
}

} // namespace
} // namespace package_audit::cli
