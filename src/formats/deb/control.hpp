#pragma once

#include <string>
#include <string_view>

namespace package_audit::formats::deb {

// True for the files that dpkg looks for in control.tar (deb-control(5) and its kin).
bool is_control_member(std::string_view name);

// What a .deb's `control` file calls the package. Throws ReadFault unless `text` is one well-formed
// paragraph (deb-control(5), deb822(5)) with the fields that no package may lack.
std::string parse_deb_control(std::string_view text);

} // namespace package_audit::formats::deb
