// The three members of a .deb, and what is in the two tars.

#include "support/deb_builder.hpp"
#include "technique.hpp"

#include <array>
#include <vector>

namespace package_audit::proof {

namespace {

using namespace std::literals;
using namespace support;

constexpr std::string_view k_deb = "acme_1.0_amd64.deb";

std::vector<Member> payload() {
  return {folder("./"),
          folder("./usr"),
          folder("./usr/bin"),
          {.name = "./usr/bin/acme", .content = std::string(k_program_content), .mode = 0755},
          {.name = "./usr/share/acme/readme", .content = std::string(k_readme_content)}};
}

DebRecipe recipe() {
  return {.payload = payload(),
          .control_members = {{.name = "./md5sums", .content = md5sums_of(payload())}}};
}

std::string changed(void (*change)(std::vector<ArMember>&)) {
  std::vector<ArMember> members = deb_members(recipe());
  change(members);
  return make_ar(members);
}

std::string with_control_member(const Member& member) {
  DebRecipe deb = recipe();
  deb.control_members.push_back(member);
  return make_deb(deb);
}

// A script that dpkg runs, or a list that it follows.
std::string with_script(const std::string& name) {
  return with_control_member({.name = "./" + name, .content = "exit 0\n", .mode = 0755});
}

std::string with_version(std::string_view version) {
  std::vector<ArMember> members = deb_members(recipe());
  members[0].content = version;
  return make_ar(members);
}

std::string with_sums(const std::string& lines) {
  DebRecipe deb = recipe();
  deb.control_members[0].content = lines;
  return make_deb(deb);
}

// Another member, in front of the one with that number.
template <int At>
std::string with_member(std::string_view name) {
  std::vector<ArMember> members = deb_members(recipe());
  members.insert(members.begin() + At, {.name = std::string(name), .content = "secret"});
  return make_ar(members);
}

constexpr std::string_view k_postinst_declared =
    R"({ "version": 1, "allow": ["**", "DEBIAN/postinst"] })";
constexpr std::string_view k_scripts_declared =
    R"({ "version": 1, "allow": ["**", "DEBIAN/{preinst,prerm,postrm,config,triggers}"] })";

constexpr std::array k_outside{
    sound("deb-sound", "nothing", k_deb, [] { return make_deb(recipe()); }),
    ambiguous("deb-underscore", "a member that dpkg passes over, in front", k_deb,
              [] { return with_member<1>("_x"); }),
    ambiguous("deb-underscore-last", "a member that dpkg passes over, at the end", k_deb,
              [] { return with_member<3>("_x"); }),
    ambiguous("deb-behind-data", "a member behind the data", k_deb,
              [] { return with_member<3>("extra"); }),
    ambiguous("deb-second-data", "a second data.tar", k_deb,
              [] { return changed([](auto& members) { members.push_back(members[2]); }); }),
    ambiguous("deb-second-control", "a second control.tar", k_deb,
              [] {
                return changed([](auto& members) {
                  const ArMember control = members[1];
                  members.insert(members.begin() + 2, control);
                });
              }),
    ambiguous("deb-gnu-name", "a long name as GNU ar stores it", k_deb,
              [] {
                return changed([](auto& members) {
                  members[2].name = "/0";
                  members.insert(members.begin() + 1, {.name = "//", .content = "data.tar.xz/\n"});
                });
              }),
    ambiguous("deb-bsd-name", "a long name as BSD ar stores it", k_deb,
              [] {
                return changed([](auto& members) {
                  members[2].name = "#1/12";
                  members[2].content.insert(0, "data.tar.xz\0"sv);
                });
              }),
    broken("deb-symbols", "a symbol table", k_deb, [] { return with_member<1>("/"); }),
    ambiguous("deb-bsd-symbols", "a symbol table of BSD", k_deb,
              [] { return with_member<1>("__.SYMDEF"); }),
    ambiguous("deb-order", "the data in front of the control members", k_deb,
              [] { return changed([](auto& members) { std::swap(members[1], members[2]); }); }),
    ambiguous("deb-version-text", "text behind the version", k_deb,
              [] { return with_version("2.0\nsecret\n"); }),
    ambiguous("deb-version", "another version", k_deb, [] { return with_version("3.0\n"); }),
    ambiguous("deb-trailing", "text behind the last member", k_deb,
              [] { return make_deb(recipe()) + "secret"; }),
    ambiguous("deb-padding", "padding that is no newline", k_deb,
              [] {
                return changed([](auto& members) {
                  // An odd length needs padding.
                  members[1].name = "control.tar";
                  members[2].name = "data.tar";
                  for (ArMember& member : members)
                    member.padding = "s";
                  members[0].content = "2.0\ns";
                });
              }),
    broken("deb-no-data", "no data.tar", k_deb,
           [] { return changed([](auto& members) { members.pop_back(); }); }),
    ambiguous("deb-ending", "data that is compressed otherwise than its name says", k_deb,
              [] { return changed([](auto& members) { members[2].name = "data.tar.gz"; }); }),
    ambiguous("deb-control-ending", "control members compressed otherwise than their name says",
              k_deb,
              [] { return changed([](auto& members) { members[1].name = "control.tar"; }); }),
    ambiguous("deb-tail-of-data", "a second stream behind that of the data", k_deb,
              [] {
                return changed([](auto& members) {
                  members[2].content += compress(formats::compression::Compression::xz,
                                                 make_tar({{.name = "./secret"}}));
                });
              }),
};

constexpr std::array k_control{
    violation(
        "unlisted-entry", "deb-postinst", "a script that runs after unpacking", k_deb,
        [] { return with_script("postinst"); }, k_postinst_declared),
    violation(
        "unlisted-entry", "deb-preinst", "a script that runs before unpacking", k_deb,
        [] { return with_script("preinst"); }, k_scripts_declared),
    violation(
        "unlisted-entry", "deb-prerm", "a script that runs before removal", k_deb,
        [] { return with_script("prerm"); }, k_scripts_declared),
    violation(
        "unlisted-entry", "deb-postrm", "a script that runs after removal", k_deb,
        [] { return with_script("postrm"); }, k_scripts_declared),
    violation(
        "unlisted-entry", "deb-config", "a script that asks questions", k_deb,
        [] { return with_script("config"); }, k_scripts_declared),
    violation(
        "unlisted-entry", "deb-triggers", "what sets off other packages' scripts", k_deb,
        [] { return with_control_member({.name = "./triggers", .content = "interest /usr\n"}); },
        k_scripts_declared),
    ambiguous("deb-other-control", "a control member that dpkg does not know", k_deb,
              [] { return with_control_member({.name = "./secret", .content = "text"}); }),
    ambiguous("deb-control-twice", "a script twice", k_deb,
              [] {
                DebRecipe deb = recipe();
                deb.control_members.push_back({.name = "./postinst", .content = "exit 0\n"});
                deb.control_members.push_back({.name = "postinst", .content = "exit 1\n"});
                return make_deb(deb);
              }),
    ambiguous("deb-control-link", "a script that is a symlink", k_deb,
              [] { return with_control_member(symlink("./postinst", "/bin/true")); }),
    broken("deb-sum", "a file with another checksum than md5sums says", k_deb,
           [] {
             std::string lines = md5sums_of(payload());
             lines[0] = lines[0] == '0' ? '1' : '0';
             return with_sums(lines);
           }),
    ambiguous("deb-unsummed", "a file that md5sums does not list", k_deb,
              [] { return with_sums(md5sums_of({payload()[3]})); }),
    ambiguous("deb-summed", "a file in md5sums that is not there", k_deb,
              [] {
                return with_sums(md5sums_of(payload()) +
                                 md5sums_of({{.name = "./usr/bin/secret", .content = "text"}}));
              }),
    unlisted("deb-payload", "a further file", k_deb,
             [] {
               DebRecipe deb;
               deb.payload = payload();
               deb.payload.push_back({.name = "./usr/src/acme/notes", .content = "text"});
               return make_deb(deb);
             }),
    ambiguous("deb-payload-tail", "a member behind the end mark of the data's tar", k_deb,
              [] {
                return changed([](auto& members) {
                  members[2].content = compress(formats::compression::Compression::xz,
                                                make_tar(payload()) + make_tar(payload()));
                });
              }),
};

constexpr auto k_techniques = joined(k_outside, k_control);

} // namespace

std::span<const Technique> deb_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
