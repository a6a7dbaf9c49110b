#include "formats/agreement.hpp"

#include "base/digest.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace package_audit::formats {

namespace {

std::string difference(std::string_view what, std::string_view one, std::string_view other) {
  return fmt::format("two readers disagree about the {}: one sees \"{}\", the other \"{}\"", what,
                     one, other);
}

} // namespace

void expect_same(const std::optional<ParsedMember>& parsed, const Entry& entry,
                 std::optional<std::uint64_t> declared) {
  if (!parsed) ambiguous("only one of two readers sees this member", entry.member);
  if (parsed->name.empty()) ambiguous("a member has no name: some readers make one up");
  if (parsed->name != entry.member) {
    ambiguous(difference("name", parsed->name, entry.member), parsed->name);
  }
  if (parsed->type != entry.type) {
    ambiguous(difference("type", to_string(parsed->type), to_string(entry.type)), parsed->name);
  }
  if (declared && *declared != parsed->size) {
    ambiguous(difference("size", std::to_string(parsed->size), std::to_string(*declared)),
              parsed->name);
  }
  if (parsed->link_checksum) {
    if (*parsed->link_checksum != base::crc32(base::as_bytes(entry.link_target))) {
      damaged("the checksum of its target does not match", parsed->name);
    }
  } else if (parsed->link_target != entry.link_target) {
    ambiguous(difference("link target", parsed->link_target, entry.link_target), parsed->name);
  }
}

void expect_end(const std::optional<ParsedMember>& parsed) {
  if (parsed) ambiguous("only one of two readers sees this member", parsed->name);
}

} // namespace package_audit::formats
