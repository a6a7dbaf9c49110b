#include "base/glob.hpp"
#include "policy/starter_pattern.hpp"

#include <gtest/gtest.h>

namespace package_audit::policy {
namespace {

using Versions = std::vector<std::string>;

TEST(VersionsIn, FindsTheVersionAndItsShorterForms) {
  EXPECT_EQ(versions_in("acme-1.2.3-Linux-x86_64.tar.gz"), (Versions{"1.2.3", "1.2"}));
  EXPECT_EQ(versions_in("acme_10.20-1_amd64.deb"), Versions{"10.20"});
  EXPECT_EQ(versions_in("acme-1.2.7z"), Versions{"1.2"});
  EXPECT_EQ(versions_in("v2.0.zip"), Versions{"2.0"});
}

TEST(VersionsIn, TakesNoSingleNumberForAVersion) {
  EXPECT_TRUE(versions_in("acme-5-Linux.tar.gz").empty());
  EXPECT_TRUE(versions_in("acme.tar.bz2").empty());
}

struct Case {
  std::string path;
  std::string pattern;
};

class GeneralizeVersions : public testing::TestWithParam<Case> {};

TEST_P(GeneralizeVersions, MatchesThePathAndItsNextRelease) {
  const std::string pattern = generalize_versions(GetParam().path, {"1.2.3", "1.2"});
  EXPECT_EQ(pattern, GetParam().pattern);
  EXPECT_TRUE(base::Glob(pattern).matches(GetParam().path));
}

INSTANTIATE_TEST_SUITE_P(
    Paths, GeneralizeVersions,
    testing::Values(
        Case{"bin/acme", "bin/acme"}, Case{"lib/libacme.so.1.2.3", "lib/libacme.so.*"},
        Case{"lib/libacme-1.2.so.5", "lib/libacme-[0-9]*.so.*"},
        Case{"lib/libacme.so", "lib/libacme.so"}, Case{"share/acme-1.2.3/x", "share/acme-[0-9]*/x"},
        Case{"share/acme-1.2/x-1.2.3.txt", "share/acme-[0-9]*/x-[0-9]*.txt"},
        Case{"share/other-7.8.9/x", "share/other-[0-9]*/x"}, Case{"share/x-7.8.9", "share/x-7.8.9"},
        Case{"share/11.2.3.4", "share/11.2.3.4"}, Case{"share/a1.2.3", "share/a[0-9]*"},
        Case{"share/1.2.33", "share/1.2.33"},
        Case{"lib/x86_64-linux-gnu/libacme.so", "lib/*-linux-gnu/libacme.so"},
        Case{"lib/arm-linux-gnueabihf/x", "lib/*-linux-gnu*/x"},
        Case{"lib/acme.cpython-311-x86_64-linux-gnu.so", "lib/acme.cpython-311-*-linux-gnu.so"},
        Case{"lib/cmake/acme/acmeTargets-relwithdebinfo.cmake",
             "lib/cmake/acme/acmeTargets-*.cmake"},
        Case{"share/locale/de/LC_MESSAGES/acme.mo", "share/locale/*/LC_MESSAGES/acme.mo"},
        Case{"share/[x]*", "share/\\[x\\]\\*"},
        Case{"/etc/acme-1.2.3.conf", "/etc/acme-[0-9]*.conf"}));

} // namespace
} // namespace package_audit::policy
