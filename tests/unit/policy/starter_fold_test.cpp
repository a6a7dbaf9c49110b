#include "policy/starter_fold.hpp"

#include <gtest/gtest.h>

namespace package_audit::policy {
namespace {

using Names = std::vector<std::string>;

Proposals proposals_of(const Names& paths) {
  Proposals proposals;
  for (const std::string& path : paths)
    proposals[path] = {.entries = 1};
  return proposals;
}

Names numbered(const std::string& before, const std::string& after, std::size_t count) {
  Names names;
  for (std::size_t i = 0; i < count; ++i)
    names.push_back(before + std::to_string(i) + after);
  return names;
}

Names patterns(const Proposals& proposals) {
  Names names;
  for (const auto& [pattern, proposal] : proposals)
    names.push_back(pattern);
  return names;
}

Names folded_names(const Names& paths, FoldStyle style = FoldStyle::release,
                   const Names& refused = {}) {
  return patterns(fold(proposals_of(paths), style, refused));
}

TEST(Folded, TakesALargeFolderOfOneKindTogether) {
  EXPECT_EQ(folded_names(numbered("share/acme/icons/i", ".png", 6)),
            Names{"share/acme/icons/*.png"});
  EXPECT_EQ(fold(proposals_of(numbered("share/acme/i", ".png", 6)), FoldStyle::release, {})
                .at("share/acme/*.png")
                .entries,
            6u);
}

TEST(Folded, LeavesAFewFilesByName) {
  EXPECT_EQ(folded_names(numbered("share/acme/i", ".png", 5)).size(), 5u);
}

TEST(Folded, LeavesFilesInFoldersOfEverybody) {
  for (const std::string folder : {"bin", "lib", "share", "share/doc", "/etc", "/usr/share"})
    EXPECT_EQ(folded_names(numbered(folder + "/f", ".txt", 9)).size(), 9u) << folder;
}

TEST(Folded, LeavesWhatAReaderShouldSee) {
  for (const std::string extension : {".c", ".map", ".pem", ".so", ".a", ".debug"})
    EXPECT_EQ(folded_names(numbered("share/acme/f", extension, 9)).size(), 9u) << extension;
}

TEST(Folded, LeavesProgramsAndLinks) {
  Proposals proposals = proposals_of(numbered("libexec/acme/f", ".sh", 9));
  for (auto& [pattern, proposal] : proposals)
    proposal.foldable = false;
  EXPECT_EQ(fold(proposals, FoldStyle::release, {}).size(), 9u);
}

TEST(Folded, TakesTwoHeadersTogetherAndReachesDownOnlyWhenNeeded) {
  EXPECT_EQ(folded_names({"include/acme/a.h", "include/acme/b.h"}), Names{"include/acme/*.h"});
  EXPECT_EQ(folded_names({"include/acme/a.h", "include/acme/x/b.h"}), Names{"include/acme/**/*.h"});
  EXPECT_EQ(folded_names({"include/acme/a.h", "include/acme/b.h", "include/acme/a.hpp",
                          "include/acme/b.hpp"}),
            Names{"include/acme/*.{h,hpp}"});
  EXPECT_EQ(folded_names({"include/a.h", "include/b.h"}).size(), 2u);
}

TEST(Folded, KeepsKindsOfAMixedFolderApart) {
  Names paths = numbered("share/acme/web/f", ".js", 6);
  paths.push_back("share/acme/web/.env");
  paths.push_back("share/acme/web/LICENSE");
  EXPECT_EQ(folded_names(paths),
            (Names{"share/acme/web/*.js", "share/acme/web/.env", "share/acme/web/LICENSE"}));
}

TEST(Folded, NeverCoversWhatIsRefused) {
  EXPECT_EQ(folded_names(numbered("share/acme/f", ".json", 9), FoldStyle::release,
                         {"share/acme/credentials.json"})
                .size(),
            9u);
}

TEST(Folded, TakesSourcesTogetherInASourcePackage) {
  EXPECT_EQ(
      folded_names({"src/a.c", "src/b.c", "src/sub/c.h", "CMakeLists.txt"}, FoldStyle::source),
      (Names{"CMakeLists.txt", "src/*.c", "src/sub/c.h"}));
}

} // namespace
} // namespace package_audit::policy
