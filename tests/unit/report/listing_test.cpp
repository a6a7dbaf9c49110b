#include "report/registry.hpp"
#include "unit/report/sample_result.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace package_audit::report {
namespace {

using namespace sample; // NOLINT(google-build-using-namespace)
using nlohmann::json;

PackageResult listed_package() {
  PackageResult acme =
      package("acme.tar.gz",
              {file("bin/acme", 2048),
               file("bin/.env"),
               {.member = "acme/bin", .path = "bin", .type = EntryType::directory, .mode = 0755},
               file("/etc/acme.conf"),
               file("DEBIAN/control")});
  acme.matches[1].fits = false;
  acme.matches[2] = {.parent = true};
  acme.artifact.entries[4].implicitly_allowed = true;
  acme.matches[4].fits = false;
  acme.diagnostics = {diagnostic(k_secret, 3, "denied")};
  return acme;
}

std::string text_of(const PackageResult& package, Marks marks) {
  std::ostringstream out;
  find_reporter("text")->listing.write(Listing(package, marks), Color::never, out);
  return out.str();
}

TEST(Listing, MarksWhatThePolicyMakesOfEachEntry) {
  EXPECT_EQ(text_of(listed_package(), Marks::verdicts),
            "package acme.tar.gz: tar.gz, 2.0 KiB, 5 entries\n"
            "\n"
            "                 /\n"
            "                   etc/\n"
            "! 0644     10 B      acme.conf\n"
            "                 DEBIAN/\n"
            "  0644     10 B    control\n"
            "  0755           bin/\n"
            "! 0644     10 B    .env\n"
            "+ 0644  2.0 KiB    acme\n"
            "\n"
            "+ allowed   ! refused\n");
}

TEST(Listing, MarksNothingWithoutAPolicy) {
  const std::string text = text_of(listed_package(), Marks::none);
  EXPECT_EQ(text.find('!'), std::string::npos);
  EXPECT_EQ(text.find('+'), std::string::npos);
}

TEST(Listing, NamesTheLayersOfTheSandboxThatAreMissing) {
  PackageResult acme = listed_package();
  acme.artifact.sandbox = {"process", "rlimits", "no-new-privs", "seccomp"};
  EXPECT_NE(text_of(acme, Marks::verdicts)
                .find("acme\nsandbox: without landlock\n\n+ allowed   ! refused\n"),
            std::string::npos);
}

TEST(Listing, SaysThatSomethingMayBeMissing) {
  PackageResult acme = listed_package();
  acme.artifact.anomalies = {{.kind = AnomalyKind::damaged, .detail = "the archive is cut off"}};
  EXPECT_NE(text_of(acme, Marks::none).find("! damaged: the archive is cut off\n"),
            std::string::npos);
}

TEST(Listing, ShowsEveryEntryOfOnePath) {
  const PackageResult acme = package("acme.tar.gz", {file("a", 1), file("a", 2)});
  EXPECT_EQ(text_of(acme, Marks::none), "package acme.tar.gz: tar.gz, 2.0 KiB, 2 entries\n"
                                        "\n"
                                        "  0644      1 B  a\n"
                                        "  0644      2 B  a\n");
}

TEST(ListingJson, KeepsTheOrderOfThePackage) {
  const PackageResult package = listed_package();
  std::ostringstream out;
  find_reporter("json")->listing.write(Listing(package, Marks::verdicts), Color::never, out);
  const json listing = json::parse(out.str());
  EXPECT_EQ(listing.at("entries").size(), 5u);
  EXPECT_EQ(listing.at("sandbox").size(), k_sandbox_layers.size());
  const json& first = listing.at("entries").at(0);
  EXPECT_EQ(first.at("path"), "bin/acme");
  EXPECT_EQ(first.at("member"), "acme-1.0-Linux/bin/acme");
  EXPECT_EQ(first.at("type"), "file");
  EXPECT_EQ(first.at("mode"), "0644");
  EXPECT_EQ(first.at("status"), "allowed");
  EXPECT_EQ(listing.at("entries").at(1).at("status"), "refused");
  EXPECT_EQ(listing.at("entries").at(2).at("status"), "parent");
  EXPECT_EQ(listing.at("entries").at(4).at("status"), "inherent");
}

} // namespace
} // namespace package_audit::report
