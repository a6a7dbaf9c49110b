// An .rpm's lead, signature, header and payload, and what they say of each other.

#include "support/cpio_recipe.hpp"
#include "support/rpm_builder.hpp"
#include "technique.hpp"

#include <array>
#include <stdexcept>
#include <vector>

namespace package_audit::proof {

namespace {

using namespace std::literals;
using namespace support;
using Values = std::vector<RpmValue>;

constexpr std::string_view k_rpm = "acme-1.0-1.x86_64.rpm";
constexpr std::uint32_t k_build_host = 1007;

// The header names no machine unless that is what a technique is about.
std::string made(RpmRecipe recipe, void (*change_header)(Values&) = nullptr) {
  recipe.payload = {
      {.name = "./usr/bin/acme", .content = std::string(k_program_content), .mode = 0755},
      {.name = "./usr/share/acme/readme", .content = std::string(k_readme_content)}};
  recipe.header = [=](Values& values) {
    value_of(values, k_build_host) = rpm_text(k_build_host, "reproducible");
    if (change_header != nullptr) change_header(values);
  };
  return rpm_of(recipe);
}

std::string with_header(void (*change)(Values&)) {
  return made({}, change);
}

std::string with_signature(void (*change)(Values&)) {
  return made({.signature = change});
}

std::string with_lead(void (*change)(std::string&)) {
  return made({.lead = change});
}

std::string with_cpio(void (*change)(std::string&)) {
  return made({.cpio = change});
}

std::string with_compressed(void (*change)(std::string&)) {
  return made({.compressed = change});
}

template <std::uint32_t Tag>
void change_first_byte(Values& values) {
  char& byte = value_of(values, Tag).bytes[0];
  byte = static_cast<char>(byte ^ 1);
}

// A script, or what runs it.
template <std::uint32_t Tag>
std::string with_script() {
  return with_header([](Values& values) { values.push_back(rpm_text(Tag, "/bin/sh")); });
}

template <std::uint32_t Tag>
std::string with_trigger() {
  return with_header([](Values& values) {
    values.push_back(rpm_texts(Tag, {"exit 0"}));
    const std::uint32_t program = Tag == 1065 ? 1092 : Tag + 1;
    const bool of_packages = Tag == 1065;
    values.push_back(rpm_texts(program, {"/bin/sh"}));
    values.push_back(rpm_texts(of_packages ? 1066 : Tag + 3, {"/usr"}));
    values.push_back(rpm_texts(of_packages ? 1067 : Tag + 5, {""}));
    values.push_back(rpm_int32s(of_packages ? 1068 : Tag + 6, {0x10000}));
    values.push_back(rpm_int32s(of_packages ? 1069 : Tag + 4, {0}));
  });
}

std::string without_trailer(const std::string& cpio) {
  return cpio.substr(0, cpio.size() - cpio_end().size());
}

constexpr std::string_view k_scripts_declared = R"({ "version": 1, "allow": ["**", "RPM/*"] })";

constexpr std::array k_payload{
    sound("rpm-sound", "nothing", k_rpm, [] { return made({}); }),
    sound("rpm-sound-xz", "another compression", k_rpm,
          [] { return made({.compression = formats::compression::Compression::xz}); }),
    ambiguous("rpm-extra-member", "a file that the header does not list", k_rpm,
              [] {
                return with_cpio([](std::string& cpio) {
                  cpio = without_trailer(cpio) + cpio_file("./usr/src/a.c", "text") + cpio_end();
                });
              }),
    ambiguous("rpm-member-twice", "a file twice", k_rpm,
              [] {
                return with_cpio([](std::string& cpio) {
                  cpio = without_trailer(cpio) + without_trailer(cpio) + cpio_end();
                });
              }),
    ambiguous("rpm-behind-trailer", "a file behind the trailer", k_rpm,
              [] {
                return with_cpio([](std::string& cpio) {
                  cpio += cpio_file("./usr/src/a.c", "text") + cpio_end();
                });
              }),
    ambiguous("rpm-text-behind-trailer", "text behind the trailer", k_rpm,
              [] { return with_cpio([](std::string& cpio) { cpio += "secret"; }); }),
    ambiguous("rpm-trailer-first", "a trailer in front of all files", k_rpm,
              [] { return with_cpio([](std::string& cpio) { cpio.insert(0, cpio_end()); }); }),
    broken("rpm-no-trailer", "no trailer", k_rpm,
           [] { return with_cpio([](std::string& cpio) { cpio = without_trailer(cpio); }); }),
    ambiguous("rpm-nul", "a NUL in a name", k_rpm,
              [] {
                return with_cpio(
                    [](std::string& cpio) { cpio[cpio.find("/acme\0"sv) + 3] = '\0'; });
              }),
    broken("rpm-tar", "a tar for a payload", k_rpm,
           [] { return with_cpio([](std::string& cpio) { cpio = sound_tar(); }); }),
    broken("rpm-zip", "a zip for a payload", k_rpm,
           [] { return with_cpio([](std::string& cpio) { cpio = sound_zip(); }); }),
    ambiguous("rpm-behind-payload", "text behind the compressed payload", k_rpm,
              [] { return with_compressed([](std::string& bytes) { bytes += "secret"; }); }),
    ambiguous("rpm-second-stream", "a second compressed stream", k_rpm,
              [] {
                return with_compressed([](std::string& bytes) {
                  bytes += compress(formats::compression::Compression::gzip,
                                    cpio_file("./secret", "text"));
                });
              }),
    ambiguous("rpm-behind-file", "text behind the package", k_rpm,
              [] { return made({}) + "secret"; }),
    ambiguous(
        "rpm-compressor", "another compression than the header says", k_rpm,
        [] { return with_header([](Values& v) { value_of(v, 1125) = rpm_text(1125, "xz"); }); }),
    broken("rpm-cut", "cut off", k_rpm,
           [] {
             const std::string whole = made({});
             return whole.substr(0, whole.size() - 3);
           }),
};

constexpr std::array k_lists{
    ambiguous("rpm-listed-name", "another name in the header's list", k_rpm,
              [] {
                return with_header([](Values& v) {
                  value_of(v, 1117) = rpm_texts(1117, {"acme", "notes"});
                });
              }),
    ambiguous("rpm-listed-size", "another size in the header's list", k_rpm,
              [] {
                return with_header([](Values& v) { value_of(v, 1028) = rpm_int32s(1028, {1, 2}); });
              }),
    ambiguous("rpm-listed-mode", "another mode in the header's list", k_rpm,
              [] {
                return with_header([](Values& v) {
                  value_of(v, 1030) = rpm_int16s(1030, {0104755, 0100644});
                });
              }),
    ambiguous("rpm-listed-link", "a link target for a file in the header's list", k_rpm,
              [] {
                return with_header([](Values& v) {
                  value_of(v, 1036) = rpm_texts(1036, {"", "/etc/passwd"});
                });
              }),
    broken("rpm-listed-digest", "another digest of a file in the header's list", k_rpm,
           [] {
             return with_header([](Values& v) {
               const std::string other(64, '0');
               value_of(v, 1035) = rpm_texts(1035, {other, other});
             });
           }),
    broken("rpm-header-sha256", "a wrong SHA-256 of the header", k_rpm,
           [] { return with_signature(change_first_byte<273>); }),
    broken("rpm-header-sha1", "a wrong SHA-1 of the header", k_rpm,
           [] { return with_signature(change_first_byte<269>); }),
    broken("rpm-md5", "a wrong MD5 of header and payload", k_rpm,
           [] { return with_signature(change_first_byte<1004>); }),
    broken("rpm-size", "a wrong size of header and payload", k_rpm,
           [] { return with_signature(change_first_byte<1000>); }),
    broken("rpm-payload-digest", "a wrong digest of the payload", k_rpm,
           [] { return with_header(change_first_byte<5092>); }),
    broken("rpm-plain-digest", "a wrong digest of the unpacked payload", k_rpm,
           [] { return with_header(change_first_byte<5097>); }),
    ambiguous("rpm-lead-name", "another name in the lead", k_rpm,
              [] { return with_lead([](auto& lead) { lead.replace(10, 4, "evil"); }); }),
    ambiguous("rpm-lead-text", "text behind the name in the lead", k_rpm,
              [] { return with_lead([](auto& lead) { lead.replace(40, 6, "secret"); }); }),
    ambiguous("rpm-lead-reserved", "text in the lead's reserved bytes", k_rpm,
              [] { return with_lead([](auto& lead) { lead.replace(82, 6, "secret"); }); }),
    ambiguous("rpm-signature-padding", "text in the padding behind the signature", k_rpm,
              [] {
                return made({.signature_padding = [](std::string& padding) {
                  if (padding.empty()) throw std::runtime_error("no padding to hide in");
                  padding.back() = 's';
                }});
              }),
    ambiguous("rpm-unknown-tag", "text in a tag that nobody knows", k_rpm,
              [] { return with_header([](Values& v) { v.push_back(rpm_text(9999, "secret")); }); }),
    ambiguous(
        "rpm-unknown-signature-tag", "text in a signature tag that nobody knows", k_rpm,
        [] { return with_signature([](Values& v) { v.push_back(rpm_text(9999, "secret")); }); }),
    ambiguous("rpm-reserved-space", "text in the space that is kept for signatures", k_rpm,
              [] { return with_signature([](Values& v) { value_of(v, 1008).bytes[5] = 's'; }); }),
    broken("rpm-second-header", "a second header", k_rpm,
           [] { return made({.header_bytes = [](std::string& header) { header += header; }}); }),
    ambiguous(
        "rpm-second-signature", "a second signature header", k_rpm,
        [] { return made({.signature_bytes = [](std::string& header) { header += header; }}); }),
};

constexpr std::array k_scripts{
    violation("unlisted-entry", "rpm-prein", "a script before installation", k_rpm,
              with_script<1023>, k_scripts_declared),
    violation("unlisted-entry", "rpm-postin", "a script after installation", k_rpm,
              with_script<1024>, k_scripts_declared),
    violation("unlisted-entry", "rpm-preun", "a script before removal", k_rpm, with_script<1025>,
              k_scripts_declared),
    violation("unlisted-entry", "rpm-postun", "a script after removal", k_rpm, with_script<1026>,
              k_scripts_declared),
    violation("unlisted-entry", "rpm-verify", "a script of rpm -V", k_rpm, with_script<1079>,
              k_scripts_declared),
    violation("unlisted-entry", "rpm-pretrans", "a script before the transaction", k_rpm,
              with_script<1151>, k_scripts_declared),
    violation("unlisted-entry", "rpm-posttrans", "a script after the transaction", k_rpm,
              with_script<1152>, k_scripts_declared),
    violation("unlisted-entry", "rpm-program", "a program without a script", k_rpm,
              with_script<1086>, k_scripts_declared),
    violation("unlisted-entry", "rpm-trigger", "a script that other packages set off", k_rpm,
              with_trigger<1065>, k_scripts_declared),
    violation("unlisted-entry", "rpm-filetrigger", "a script that other files set off", k_rpm,
              with_trigger<5066>, k_scripts_declared),
    violation("unlisted-entry", "rpm-transfiletrigger",
              "a script that files of a transaction set off", k_rpm, with_trigger<5076>,
              k_scripts_declared),
    reported("builder-identity", "rpm-build-host", "the machine that built the package", k_rpm,
             [] {
               return with_header([](Values& values) {
                 value_of(values, k_build_host) = rpm_text(k_build_host, "jane.acme.example");
               });
             }),
};

constexpr auto k_techniques = joined(k_payload, k_lists, k_scripts);

} // namespace

std::span<const Technique> rpm_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
