#include "support/tar_parsing.hpp"

#include "formats/tar/parser.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>

namespace package_audit::support {

std::vector<formats::ParsedMember> parse_tar(std::string_view bytes, std::size_t block_size,
                                             const Limits& limits) {
  formats::tar::Parser parser(limits);
  BlockStream stream(bytes, block_size);
  for (auto block = stream.next(); !block.empty(); block = stream.next())
    parser.feed(block);
  parser.finish();
  std::vector<formats::ParsedMember> members;
  while (auto member = parser.take())
    members.push_back(*member);
  return members;
}

std::optional<Anomaly> tar_parse_fault(const std::string& bytes, std::size_t block_size) {
  return fault_of([&] { parse_tar(bytes, block_size); });
}

void expect_tar_fault(const std::string& bytes, AnomalyKind kind, std::string_view detail) {
  const auto fault = tar_parse_fault(bytes);
  ASSERT_TRUE(fault) << "accepted, where this belongs: " << detail;
  EXPECT_EQ(fault->kind, kind) << fault->detail;
  EXPECT_THAT(fault->detail, ::testing::HasSubstr(std::string(detail)));
}

} // namespace package_audit::support
