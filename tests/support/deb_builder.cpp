#include "support/deb_builder.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::support {

std::vector<ArMember> deb_members(const DebRecipe& recipe) {
  std::vector<Member> control{folder("./"), {.name = "./control", .content = recipe.control}};
  control.insert(control.end(), recipe.control_members.begin(), recipe.control_members.end());
  return {{"debian-binary", "2.0\n"},
          {"control.tar" + recipe.control_ending,
           compress(recipe.control_compression, make_tar(control))},
          {"data.tar" + recipe.data_ending,
           compress(recipe.data_compression, make_tar(recipe.payload))}};
}

std::string make_deb(const DebRecipe& recipe) {
  return make_ar(deb_members(recipe));
}

std::string make_deb(const std::vector<Member>& payload) {
  return make_deb(DebRecipe{.payload = payload});
}

std::string md5sums_of(const std::vector<Member>& payload) {
  std::string lines;
  for (const Member& member : payload) {
    const auto content = std::find_if(payload.begin(), payload.end(), [&](const Member& other) {
      return other.name == (member.type == EntryType::hardlink ? member.link_target : member.name);
    });
    if (member.type != EntryType::file && member.type != EntryType::hardlink) continue;
    lines += fmt::format("{}  {}\n", base::digest_of(base::DigestAlgorithm::md5, content->content),
                         member.name.substr(member.name.starts_with("./") ? 2 : 0));
  }
  return lines;
}

} // namespace package_audit::support
