# The C++ library, as an optional component of the CMake package: what the documentation shows builds, refuses
# a private key and an exception that has ended, and its results can be copied.
file(WRITE "${source}/main.cpp" [=[
#include <package_audit/package_audit.hpp>

#include <iostream>
#include <memory>
#include <sstream>

namespace audit = package_audit::api;

int failures = 0;

void expect(bool condition, const char* what) {
  if (condition) return;
  std::cerr << "not true: " << what << '\n';
  ++failures;
}

bool finds_key(const audit::Result& result, bool excepted) {
  for (const audit::Finding& finding : result.packages().at(0).findings) {
    if (finding.check == "private-key" && finding.path == "share/notes.txt" &&
        finding.severity == audit::Severity::error && finding.excepted == excepted)
      return true;
  }
  return false;
}

std::string report(const audit::Result& result, const char* format) {
  std::ostringstream text;
  audit::write_report(result, format, text);
  return text.str();
}

template <class Call>
std::string error_of(Call call) {
  try {
    call();
  } catch (const audit::Error& error) {
    return error.what();
  }
  return "";
}

audit::Result copy_of_audit(const char* file, const char* policy) {
  const auto original = std::make_unique<audit::Result>(audit::audit_packages({file}, policy));
  return *original;
}

int main() {
  expect(audit::version() == EXPECTED_VERSION, "the version is that of the package");
  expect(audit::audit_packages({"clean.tar.gz"}, "all.json").accepted(), "a clean package passes");

  const audit::Result key = copy_of_audit("key.tar.gz", "all.json");
  expect(!key.accepted() && !key.packages().at(0).accepted, "a private key is refused");
  expect(finds_key(key, false), "a finding names the private key");
  expect(report(key, "json").find("\"private-key\"") != std::string::npos, "JSON has the finding");
  expect(report(key, "text").find("private-key") != std::string::npos, "text has the finding");

  const audit::Result expired = audit::audit_packages({"key.tar.gz"}, "expired.json");
  expect(!expired.accepted() && finds_key(expired, false), "an exception that ended is none");
  const audit::Result then =
      audit::audit_packages({"key.tar.gz"}, "expired.json", {.today = "2020-12-31"});
  expect(then.accepted() && finds_key(then, true), "on its last day the exception counted");
  expect(!audit::audit_packages({"key.tar.gz"}, "expired.json", {.today = "2021-01-01"}).accepted(),
         "on the day after it did not");

  expect(!audit::audit_packages({"clean.tar.gz", "key.tar.gz"}, "all.json").accepted(),
         "one refused package is enough");
  expect(!audit::audit_packages({"cut.tar.gz"}, "all.json").accepted(), "a cut package is refused");

  const auto audit_nothing = [] { audit::audit_packages({}, "all.json"); };
  expect(!error_of(audit_nothing).empty(), "no package is an error");
  const auto no_policy = [] { audit::audit_packages({"clean.tar.gz"}, "missing.json"); };
  expect(error_of(no_policy).find("missing.json") == 0, "an error names the policy file");
  const auto no_date = [] {
    audit::audit_packages({"clean.tar.gz"}, "all.json", {.today = "today"});
  };
  expect(error_of(no_date).find("today") == 0, "a date has one form");
  const auto no_format = [&key] { report(key, "html5"); };
  expect(error_of(no_format).find("html5") != std::string::npos, "an unknown format is an error");
  return failures == 0 ? 0 : 1;
}
]=])
file(WRITE "${source}/CMakeLists.txt" "cmake_minimum_required(VERSION 3.19...3.31)
project(Consumer LANGUAGES C CXX)
find_package(PackageAudit REQUIRED COMPONENTS library)
add_executable(consumer main.cpp)
target_compile_definitions(consumer PRIVATE \"EXPECTED_VERSION=\\\"\${PackageAudit_VERSION}\\\"\")
target_link_libraries(consumer PRIVATE PackageAudit::package_audit)\n")

set(allow_all "\"version\": 1, \"allow\": [\"**\"]")
file(WRITE "${source}/all.json" "{ ${allow_all} }")
file(WRITE "${source}/expired.json" "{ ${allow_all}, \"exceptions\": [{ \"check\": \"private-key\",
  \"path\": \"share/notes.txt\", \"reason\": \"public demo key\", \"approved_by\": \"release@acme.example\",
  \"expires\": \"2020-12-31\" }] }")
file(WRITE "${source}/clean/share/notes.txt" "Nothing to see.\n")
file(MAKE_DIRECTORY "${source}/key/share")
run_in("${source}" openssl ecparam -name prime256v1 -genkey -noout -out key/share/notes.txt)
expect_exit(0)
foreach(name IN ITEMS clean key)
  run_in("${source}/${name}" "${CMAKE_COMMAND}" -E tar czf "${source}/${name}.tar.gz" share)
  expect_exit(0)
endforeach()
run_in("${source}" sh -c "head -c 60 clean.tar.gz > cut.tar.gz")
expect_exit(0)

configure("-DCMAKE_PREFIX_PATH=${prefix}" "-DCMAKE_CXX_COMPILER=${cxx_compiler}" "-DCMAKE_CXX_FLAGS=${cxx_flags}")
build()
expect_exit(0)
run_in("${source}" "${build}/consumer")
expect_exit(0)

# What the library needs and does not find is named.
try_configure("-DCMAKE_PREFIX_PATH=${prefix}" -DCMAKE_DISABLE_FIND_PACKAGE_LibArchive=ON)
expect_failure()
expect_output("LibArchive")
