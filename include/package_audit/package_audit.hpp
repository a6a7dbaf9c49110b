#pragma once

// PackageAudit as a library: audit package files by a policy, look at the result, write a report.
//
//   namespace audit = package_audit::api;
//   const audit::Result result = audit::audit_packages({"acme-1.0.tar.gz"}, "package-audit.json");
//   audit::write_report(result, "text", std::cout);
//   return result.accepted() ? 0 : 1;
//
// The library and the program `package-audit check` run the same audit: every check, all bundled
// signatures and the sandbox are part of it, and only the policy changes what is accepted.
//
// Processes and threads: audit_packages() forks a confined child process for each package and waits
// for it. Call it while no other thread of the process runs, and while SIGCHLD is not ignored. The
// children, and with Options::threads over 1 the calling process too, start threads, which end
// before it returns. The other functions do neither and are safe to call from several threads.
//
// Errors: Error, and std::bad_alloc. There is no global state.

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::api {

// "0.1.0": of the library that was linked.
std::string_view version();

// An audit that reached no verdict: no package, two packages of one name, an invalid policy or
// option, a file that cannot be read. A package with a defect is not an Error but is refused. The
// text names the file or option first; for an invalid policy it ends with the source line and a
// caret below the mistake.
class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

struct Options {
  // The current date as "YYYY-MM-DD", for results that can be reproduced: exceptions of the policy
  // that ended before it do not count. Absent: the date of the system's clock, in UTC.
  std::optional<std::string> today{};
  // Values of the policy's variables: {"version", "1.2.3"} for ${version}.
  std::map<std::string, std::string> variables{};
  // The CPack generator ("TGZ") and the build configuration ("Release") that made the packages, for
  // policies with rules for only one of them. Empty: those rules do not apply.
  std::string generator{};
  std::string config{};
  // Path of the installed tree inside the packages, where it does not follow from the file's name.
  std::string root{};
  // Throw an Error where the system lacks a layer of the sandbox. By default reports name the
  // layers that were in force.
  bool require_sandbox = false;
  // Threads that work on the packages; the result does not depend on it.
  std::size_t threads = 1;
};

enum class Severity { note, warning, error };

// All text is escaped, hence safe to print.
struct Finding {
  // Id of the check: "private-key".
  std::string check{};
  Severity severity = Severity::error;
  // True when an exception of the policy accepts it.
  bool excepted = false;
  // Path in the package as policies spell it; empty when the finding is about the whole package.
  std::string path{};
  // One clause in lower case: "no allow entry matches".
  std::string message{};
};

struct Package {
  // Name of the file, without its directory.
  std::string name{};
  // "tar.gz", "zip", "deb" …
  std::string format{};
  // In hexadecimal; zeros for a directory.
  std::string sha256{};
  std::uint64_t size = 0; // bytes
  bool accepted = false;
  // By check, then in the order of the package.
  std::vector<Finding> findings{};
};

// The result of one audit. Copies share it, never change it, and outlive the original.
class Result {
public:
  Result(const Result&) = default;
  Result& operator=(const Result&) = default;
  ~Result() = default;

  // True only if every package was read to its last byte and accepted.
  bool accepted() const;

  // True when the policy only reports ("enforcement": "report"): it refuses nothing but packages
  // that could not be audited.
  bool is_report_only() const;

  // In the order in which the files were given.
  const std::vector<Package>& packages() const;

private:
  struct Data;
  explicit Result(std::shared_ptr<const Data> data);
  friend Result audit_packages(const std::vector<std::string>&, const std::string&, const Options&);
  friend void write_report(const Result&, std::string_view, std::ostream&);

  std::shared_ptr<const Data> data_;
};

// Audits package files (or directories, as staged trees) by one policy: a file, or "builtin:NAME"
// for a bundled one. Throws Error.
Result audit_packages(const std::vector<std::string>& files, const std::string& policy,
                      const Options& options = {});

// "json", "text" …; what write_report() can write.
std::vector<std::string> report_formats();

// Writes the same bytes for the same result. Throws Error for an unknown format and when `out`
// fails.
void write_report(const Result& result, std::string_view format, std::ostream& out);

} // namespace package_audit::api
