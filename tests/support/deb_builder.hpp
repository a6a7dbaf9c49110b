#pragma once

#include "support/archive_builder.hpp"

#include <string>
#include <vector>

namespace package_audit::support {

// A .deb, every part of which can be changed.
struct DebRecipe {
  std::vector<Member> payload{};
  std::string control = "Package: acme\nVersion: 1.0\nArchitecture: amd64\n"
                        "Maintainer: release@acme.example\nDescription: a sample\n";
  // Further members of control.tar.
  std::vector<Member> control_members{};
  std::string control_ending = ".gz";
  formats::compression::Compression control_compression = formats::compression::Compression::gzip;
  std::string data_ending = ".xz";
  formats::compression::Compression data_compression = formats::compression::Compression::xz;
};

// The three members of the outer archive, for tests to change.
std::vector<ArMember> deb_members(const DebRecipe& recipe);
std::string make_deb(const DebRecipe& recipe);

// A well-formed .deb of package "acme".
std::string make_deb(const std::vector<Member>& payload);

// The content of `md5sums` for these members, as written by debhelper.
std::string md5sums_of(const std::vector<Member>& payload);

} // namespace package_audit::support
