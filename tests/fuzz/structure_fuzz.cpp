// A file's content of the format that PACKAGEAUDIT_IS_FORMAT knows by its first bytes: no crash,
// and the same facts however the content comes in.

#include "content/binaries/readers.hpp"
#include "content/content_scanner.hpp"
#include "content/source_maps/source_map.hpp"
#include "content/structure.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

namespace {

using namespace package_audit;
using namespace package_audit::content::binaries;
using namespace package_audit::content::source_maps;

// For what may stand in any content.
[[maybe_unused]] bool is_anything(std::string_view) {
  return true;
}

std::vector<Fact> facts_of(std::span<const std::byte> content, std::size_t step) {
  static const content::signatures::SignatureSet no_signatures;
  content::ContentScanner scanner(no_signatures);
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
  const std::string_view head(reinterpret_cast<const char*>(data),
                              std::min(size, content::k_structure_head_size));
  if (!PACKAGEAUDIT_IS_FORMAT(head)) return 0;
  const std::span<const std::byte> content = std::as_bytes(std::span(data, size));
  const std::vector<Fact> whole = facts_of(content, size + 1);
  const std::vector<Fact> again = facts_of(content, 1000);
  if (!std::equal(whole.begin(), whole.end(), again.begin(), again.end(), is_same)) std::abort();
  for (auto fact = whole.begin(); fact != whole.end(); ++fact) {
    const bool is_inside = fact->offset <= size && fact->count > 0;
    const bool is_twice = std::any_of(whole.begin(), fact, [&](const Fact& other) {
      return other.kind == fact->kind && other.subject == fact->subject;
    });
    if (!is_inside || is_twice) std::abort();
  }
  return 0;
}
