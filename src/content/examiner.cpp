#include "content/examiner.hpp"

namespace package_audit {

namespace {

const SignatureSet& no_signatures() {
  static const SignatureSet none;
  return none;
}

} // namespace

Examiner::Examiner() : Examiner(no_signatures()) {}

} // namespace package_audit
