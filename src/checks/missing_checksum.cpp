#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  if (!input.artifact.lacks_checksum) return {};
  return {{.message = "it is compressed without a checksum, so damage to it cannot be seen"}};
}

} // namespace

constexpr Check k_missing_checksum{
    .id = "missing-checksum",
    .summary = "package that is compressed without a checksum",
    .why = "A bit that flips on a disk or on the way changes what gets installed, and no unpacker "
           "notices. Only the digest in the record of this audit shows it.",
    .fix = "Publish the package's SHA-256 beside it, or choose a format with a checksum: TGZ, TXZ, "
           "TBZ2, ZIP. CPack's TZST and TZ never have one, and CPack has no setting for it.",
    .default_severity = Severity::note,
    .run = run,
};

} // namespace package_audit::checks
