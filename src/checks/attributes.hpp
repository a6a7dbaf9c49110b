#pragma once

#include "model/artifact.hpp"
#include "model/policy.hpp"

#include <string>

namespace package_audit::checks {

// How an entry differs from what a rule says of one attribute, as a clause ("mode 0755, the policy
// says 0644"); empty if it does not, or the rule says nothing. An attribute that the archive does
// not store differs.
std::string type_difference(const PathRule& rule, const Entry& entry);
std::string mode_difference(const PathRule& rule, const Entry& entry);
std::string owner_difference(const PathRule& rule, const Entry& entry);
std::string size_difference(const PathRule& rule, const Entry& entry);
std::string link_difference(const PathRule& rule, const Entry& entry);
std::string digest_difference(const PathRule& rule, const Entry& entry);

// True if none of the six differs. The path is not compared.
bool attributes_fit(const PathRule& rule, const Entry& entry);

} // namespace package_audit::checks
