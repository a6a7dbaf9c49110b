#pragma once

#include "checks/check.hpp"
#include "model/artifact.hpp"
#include "model/policy.hpp"

#include <string>
#include <vector>

namespace package_audit::checks {

// What a rule asks of an entry's attributes and the entry does not have, as a clause ("mode 0755,
// the policy says 0644"); empty when they agree or the rule does not ask. What an archive does not
// store does not agree.
std::string type_difference(const PathRule& rule, const Entry& entry);
std::string mode_difference(const PathRule& rule, const Entry& entry);
std::string owner_difference(const PathRule& rule, const Entry& entry);
std::string size_difference(const PathRule& rule, const Entry& entry);
std::string link_difference(const PathRule& rule, const Entry& entry);
std::string digest_difference(const PathRule& rule, const Entry& entry);

// True when none of the six differs. The path is not compared.
bool attributes_fit(const PathRule& rule, const Entry& entry);

// One finding for each entry that an allow entry covers by path and refuses for this attribute.
std::vector<Finding> entries_that_differ(const CheckInput& input,
                                         std::string (*difference)(const PathRule&, const Entry&));

} // namespace package_audit::checks
