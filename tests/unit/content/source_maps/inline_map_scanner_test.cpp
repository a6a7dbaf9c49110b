#include "content/source_maps/inline_map_scanner.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::content::source_maps {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// {"version":3,"sources":["fake.ts"],"sourcesContent":["NOT REAL"],"mappings":""}
const std::string k_map = "eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbImZha2UudHMiXSwic291cmNlc0NvbnRlbnQiOlsi"
                          "Tk9UIFJFQUwiXSwibWFwcGluZ3MiOiIifQ==";
const std::string k_url = "sourceMappingURL=data:application/json;base64," + k_map;

std::vector<std::string> told(std::string_view text, std::size_t step = 1 << 20) {
  InlineMapScanner maps;
  for (; text.size() > step; text.remove_prefix(step))
    maps.data(std::as_bytes(std::span(text.substr(0, step))));
  maps.data(std::as_bytes(std::span(text)));
  std::vector<Fact> facts;
  maps.finish(facts);
  std::vector<std::string> lines;
  for (const Fact& fact : facts) {
    lines.push_back(fmt::format("{} x{} at {}: {}", to_string(fact.kind), fact.count, fact.offset,
                                fact.detail));
  }
  return lines;
}

TEST(InlineMapScanner, AreTheSameHoweverTheContentComesIn) {
  const std::string text = "a();\n//# " + k_url + "\nb();//# " + k_url + "\\n //# sourceMappi";
  const std::vector<std::string> whole = told(text);
  EXPECT_THAT(whole, ElementsAre("source-map x2 at 31: 1 source, the first is fake.ts"));
  for (std::size_t step = 1; step < 70; ++step)
    EXPECT_EQ(told(text, step), whole) << step;
}

TEST(InlineMapScanner, ThatBeginInsideOfWhatIsNoneAreFound) {
  const std::string filler(200, 'x');
  for (const std::string& none : {"sourceMappingURL=data:" + filler + " ",
                                  std::string("sourceMappingURL=data:sourceMappingURL=data:")}) {
    const std::string text = none + k_url + "\n";
    const std::vector<std::string> whole = told(text);
    EXPECT_THAT(whole, ElementsAre(::testing::EndsWith("is fake.ts")));
    for (std::size_t step = 1; step < 300; ++step)
      EXPECT_EQ(told(text, step), whole) << step;
  }
}

TEST(InlineMapScanner, AreFoundAtTheVeryEnd) {
  EXPECT_THAT(told(k_url), ElementsAre("source-map x1 at 22: 1 source, the first is fake.ts"));
  EXPECT_THAT(told("sourceMappingURL=data:,{\"mappings\":\"\",\"sourcesContent\":[\"a\"]}"),
              ElementsAre("source-map x1 at 22: 1 source"));
}

TEST(InlineMapScanner, EndWhereTheirEncodingEnds) {
  const std::string percent = "sourceMappingURL=data:application/json,%7B%22mappings%22:%22%22,"
                              "%22sourcesContent%22:%5B%22a%22%5D%7D";
  for (const std::string& text : {"/*# " + percent + "*/ more", "\"" + percent + "\" + more"})
    EXPECT_THAT(told(text), ElementsAre(::testing::EndsWith(": 1 source"))) << text;
  EXPECT_THAT(told("/*# " + k_url + "*/.a{}"), ElementsAre(::testing::EndsWith("is fake.ts")));
}

TEST(InlineMapScanner, ThatAreNoneGoUnseen) {
  for (const char* text :
       {"sourceMappingURL=data:", "sourceMappingURL=data:\n,{}", "sourceMappingURL=data:;base64,",
        "sourceMappingURL=data:;base64,${map}", "sourceMappingURL=data:,", "sourceMappingURL=a.map",
        "sourceMappingURL=data:application/json;base64,e30=", "sourceMappingURL=data:,%", ""}) {
    EXPECT_THAT(told(text), IsEmpty()) << text;
  }
  EXPECT_THAT(told("sourceMappingURL=data:" + std::string(1000, 'x') + "," + k_map), IsEmpty());
}

TEST(InlineMapScanner, ThatAreCutShortAreJudgedByWhatIsThere) {
  EXPECT_THAT(told(k_url.substr(0, k_url.size() - 8)),
              ElementsAre(::testing::EndsWith("it is not whole, or no valid JSON")));
}

TEST(InlineMapScanner, AreHeldUpToALimit) {
  const std::string text = "sourceMappingURL=data:;base64," +
                           std::string(InlineMapScanner::k_max_body_size + 1, 'A') + "\n//# " +
                           k_url;
  EXPECT_THAT(told(text), ElementsAre("unread-structure x1 at 22: it is too long",
                                      ::testing::EndsWith("1 source, the first is fake.ts")));
}

TEST(InlineMapScanner, OfOneContentAreNotThoseOfTheNext) {
  InlineMapScanner maps;
  std::vector<Fact> facts;
  maps.data(std::as_bytes(std::span(std::string_view("sourceMappingURL=da"))));
  maps.finish(facts);
  maps.data(std::as_bytes(std::span(std::string_view(k_url).substr(19))));
  maps.finish(facts);
  EXPECT_THAT(facts, IsEmpty());
}

} // namespace
} // namespace package_audit::content::source_maps
