// Any bytes as a file's content: no crash, and the bundled signatures match the same whichever
// library looks for their anchors and however the content comes in.

#include "content/signatures/scanner.hpp"
#include "model/policy.hpp"
#include "policy/load.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace {

using namespace package_audit;

content::signatures::SignatureSet bundled(std::size_t compile_threshold) {
  return content::signatures::SignatureSet(policy::load_policy("builtin:release", {}).signatures,
                                           compile_threshold);
}

std::vector<Fact> facts_of(const content::signatures::SignatureSet& set,
                           std::span<const std::byte> content, std::size_t step) {
  content::signatures::SignatureScanner scanner(set);
  for (; content.size() > step; content = content.subspan(step))
    scanner.data(content.first(step));
  scanner.data(content);
  return scanner.finish();
}

bool is_same(const Fact& a, const Fact& b) {
  return a.kind == b.kind && a.subject == b.subject && a.detail == b.detail &&
         a.offset == b.offset && a.count == b.count;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const content::signatures::SignatureSet impatient = bundled(0);
  static const content::signatures::SignatureSet portable = bundled(std::size_t{1} << 60U);
  const std::span<const std::byte> content = std::as_bytes(std::span(data, size));
  const std::vector<Fact> fast = facts_of(impatient, content, size + 1);
  const std::vector<Fact> slow = facts_of(portable, content, 100);
  if (!std::equal(fast.begin(), fast.end(), slow.begin(), slow.end(), is_same)) std::abort();
  return 0;
}
