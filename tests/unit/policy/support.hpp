#pragma once

#include "base/error.hpp"
#include "model/policy.hpp"
#include "policy/load.hpp"

#include <string>
#include <string_view>

namespace package_audit::policy {

// A folder of its own with policy files in it, gone with the object.
class PolicyFolder {
public:
  PolicyFolder();
  ~PolicyFolder();
  PolicyFolder(const PolicyFolder&) = delete;
  PolicyFolder& operator=(const PolicyFolder&) = delete;

  // Makes the file's folder too.
  void write(std::string_view file, std::string_view text) const;

  std::string path(std::string_view file) const;

  Policy load(std::string_view file, const Variables& variables = {}) const;

  // The text of the Error that loading throws, the folder's name cut out of it; empty when it
  // throws none.
  std::string error(std::string_view file, const Variables& variables = {}) const;

private:
  std::string folder_;
};

// The policy of this text.
Policy load_text(std::string_view text, const Variables& variables = {});

// `text` with an '@' where the message should point; expects exactly that message, with the line
// and the caret, for a file "policy.json".
void expect_mistake(std::string_view text, std::string_view message,
                    const Variables& variables = {});

// Around what is under test: "version": 1 and a rule that allows something.
std::string policy_with(std::string_view members);

} // namespace package_audit::policy
