#include "formats/agreement.hpp"

#include "base/digest.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace package_audit::formats {

namespace {

[[noreturn]] void differ(std::string detail, const std::string& member) {
  throw ReadFault(AnomalyKind::ambiguous, std::move(detail), member);
}

std::string two_readings(std::string_view what, std::string_view one, std::string_view other) {
  return fmt::format("two readers disagree about the {}: one sees \"{}\", the other \"{}\"", what,
                     one, other);
}

} // namespace

void expect_same(const std::optional<WalkedMember>& walked, const Entry& entry,
                 std::optional<std::uint64_t> declared) {
  if (!walked) differ("only one of two readers sees this member", entry.member);
  if (walked->name.empty()) differ("a member has no name: some readers make one up", {});
  if (walked->name != entry.member) {
    differ(two_readings("name", walked->name, entry.member), walked->name);
  }
  if (walked->type != entry.type) {
    differ(two_readings("type", to_string(walked->type), to_string(entry.type)), walked->name);
  }
  if (declared && *declared != walked->size) {
    differ(two_readings("size", std::to_string(walked->size), std::to_string(*declared)),
           walked->name);
  }
  if (walked->link_checksum) {
    if (*walked->link_checksum != base::crc32(base::as_bytes(entry.link_target))) {
      throw ReadFault(AnomalyKind::damaged, "the checksum of its target does not match",
                      walked->name);
    }
  } else if (walked->link_target != entry.link_target) {
    differ(two_readings("link target", walked->link_target, entry.link_target), walked->name);
  }
}

void expect_end(const std::optional<WalkedMember>& walked) {
  if (walked) differ("only one of two readers sees this member", walked->name);
}

} // namespace package_audit::formats
