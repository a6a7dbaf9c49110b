#include "content/source_maps/source_map.hpp"
#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

namespace package_audit::content::source_maps {
namespace {

using namespace structure_test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string k_map = R"({"version":3,"file":"a.js","sources":["src/a.ts","src/b.ts"],)"
                          R"("sourcesContent":["let a = 1;\n",null],"names":[],"mappings":"AAAA"})";

std::string map_of(std::string_view sources, std::string_view more = "") {
  return R"({"version":3,"mappings":"AAAA","sources":[)" + std::string(sources) + "]" +
         std::string(more) + "}";
}

TEST(SourceMap, FindsSources) {
  EXPECT_THAT(described(k_map),
              ElementsAre("source-map source map: 1 source, the first is src/a.ts"));
  EXPECT_THAT(described(map_of(R"("a.ts","b.ts")", R"(,"sourcesContent":["a","b"])")),
              ElementsAre("source-map source map: 2 sources, the first is a.ts"));
  EXPECT_THAT(described(R"({"sourcesContent":["a"],"mappings":""})"),
              ElementsAre("source-map source map: 1 source"));
}

TEST(SourceMap, IsFoundBehindWhatMayStandInFront) {
  for (const std::string front :
       {"\xEF\xBB\xBF", ")]}'\n", ")]}',\r\n", " \r\n\t", "\xEF\xBB\xBF ", "\xEF\xBB\xBF)]}'\n"}) {
    EXPECT_THAT(described(front + k_map), ElementsAre(StartsWith("source-map"))) << front;
  }
  EXPECT_THAT(described(std::string(100, ' ') + k_map), ElementsAre(StartsWith("source-map")));
  EXPECT_THAT(described(")]}'" + std::string(100, ' ') + "\n" + k_map),
              ElementsAre(StartsWith("source-map")));
  EXPECT_THAT(described("text " + k_map), IsEmpty());
}

TEST(SourceMap, IsFoundInIndexMapsAndInOtherObjects) {
  const std::string index = R"({"version":3,"sections":[{"offset":{"line":0,"column":0},"map":)" +
                            k_map + R"(},{"offset":{"line":9,"column":0},"map":)" + k_map + "}]}";
  EXPECT_THAT(described(index),
              ElementsAre("source-map source map: 2 sources, the first is src/a.ts"));
  EXPECT_THAT(described(R"({"code":"x","maps":[)" + k_map + "]}"),
              ElementsAre(StartsWith("source-map source map: 1 source")));
}

TEST(SourceMap, IsSilentWithoutSources) {
  EXPECT_THAT(described(map_of(R"("src/a.ts","../b.ts")")), IsEmpty());
  EXPECT_THAT(described(map_of(R"("a.ts")", R"(,"sourcesContent":[null])")), IsEmpty());
  EXPECT_THAT(described(map_of(R"("a.ts")", R"(,"sourcesContent":[""])")), IsEmpty());
  EXPECT_THAT(described(map_of(R"("a.ts")", R"(,"sourcesContent":[])")), IsEmpty());
}

TEST(SourceMap, IsSilentOnOtherJson) {
  for (const std::string text :
       {R"({})", R"({"mappings":{"a":1},"sections":[]})", R"({"sources":["/home/x/a"]})",
        R"({"sourcesContent":["a"]})", R"({"a":{"mappings":1},"b":{"sourcesContent":["a"]}})",
        R"({"mappings":"","sources":["a"],"x":{"sourcesContent":["a"]}})",
        R"({"mappings":"","sources":["a"],"sourcesContent":[["a"],{"b":"a"}]})", R"({ broken)",
        R"({ Pascal keeps "mappings" and "sourcesContent" in comments })",
        R"({"note":"\"mappings\" and \"sourcesContent\" are keys"})"}) {
    EXPECT_THAT(described(text), IsEmpty()) << text;
  }
}

TEST(SourceMap, NamesSourcesThatLeadOutside) {
  for (const std::string name :
       {"/home/x/a.ts", "file:///home/x/a.ts", "C:/work/a.ts", "https://acme.example/a.ts"}) {
    EXPECT_THAT(described(map_of("\"a.ts\",\"" + name + "\"")),
                ElementsAre("source-reference source map: " + name));
  }
  EXPECT_THAT(described(map_of(R"("C:\\work\\a.ts")")),
              ElementsAre("source-reference source map: C:\\work\\a.ts"));
  EXPECT_THAT(described(map_of(R"("a.ts")", R"(,"sourceRoot":"/home/x")")),
              ElementsAre("source-reference source map: /home/x"));
  for (const std::string name : {"webpack://acme/./a.ts", "webpack:///a.ts", "a:b.ts", "/", ""}) {
    EXPECT_THAT(described(map_of("\"" + name + "\"")), IsEmpty()) << name;
  }
  EXPECT_THAT(described(map_of(R"("a.ts")", R"(,"sourceRoot":"/")")), IsEmpty());
}

TEST(SourceMap, IsJudgedByItsKeysWhenItIsBroken) {
  const std::string broken = k_map.substr(0, k_map.size() - 1);
  EXPECT_THAT(described(broken),
              ElementsAre("source-map source map: it is not whole, or no valid JSON"));
  EXPECT_THAT(described(k_map + "x"), ElementsAre(StartsWith("source-map")));
  EXPECT_THAT(described(map_of("\"a\xFF\"", R"(,"sourcesContent":["a"])")),
              ElementsAre(StartsWith("source-map")));
  EXPECT_THAT(described(map_of("\"a.ts\",")),
              ElementsAre(StartsWith("unread-structure source map")));
}

TEST(SourceMap, IsJudgedByItsKeysWhenItIsLarge) {
  const std::string gap(HeadTailBuffer::k_head_size + HeadTailBuffer::k_tail_size, 'A');
  const std::string content = R"({"version":3,"sourcesContent":["a"],"sources":["a"],"names":[")";
  EXPECT_THAT(described(content + gap + R"("],"mappings":""})"),
              ElementsAre(StartsWith("source-map source map")));
  EXPECT_THAT(
      described(R"({"version":3,"sources":["a"],"names":[")" + gap + R"("],"mappings":""})"),
      ElementsAre(StartsWith("unread-structure source map")));
  EXPECT_THAT(described(R"({"version":3,"names":[")" + gap + R"("]})"), IsEmpty());
}

TEST(SourceMap, SurvivesDepth) {
  const std::string open(4'000'000, '[');
  EXPECT_THAT(described(R"({"mappings":"","sourcesContent":[],"x":)" + open),
              ElementsAre(StartsWith("source-map")));
  std::string nested = k_map;
  for (int i = 0; i < 100; ++i)
    nested = R"({"a":)" + nested + "}";
  EXPECT_THAT(described(nested), ElementsAre(StartsWith("source-map")));
}

TEST(SourceMap, IsFoundInsideOfOtherContent) {
  std::vector<Fact> facts;
  read_source_map(k_map, "source map", 70, facts);
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].kind, FactKind::source_map);
  EXPECT_EQ(facts[0].offset, 70U);
  for (const std::string_view text : {"", "text", "[1,2]", "{\"mappings\":1}"})
    read_source_map(text, "source map", 0, facts);
  EXPECT_EQ(facts.size(), 1U);
}

TEST(SourceMap, SurvivesDamage) {
  expect_survives_damage(k_map);
  expect_survives_damage(map_of(R"("/home/x/a.ts")"));
}

} // namespace
} // namespace package_audit::content::source_maps
