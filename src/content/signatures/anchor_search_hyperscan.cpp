// Search by Intel's Hyperscan, at the speed of memory for any number of literals.

#include "base/error.hpp"
#include "content/signatures/anchor_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <hs/hs.h>
#include <limits>
#include <new>
#include <numeric>
#include <string_view>
#include <utility>

namespace package_audit::content::signatures {

namespace {

struct FreeDatabase {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
};
struct FreeScratch {
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};

// Hyperscan searches for the rarest bytes of an anchor, and the rest is compared here: for longer
// literals it generates confirmation code, which takes four times as long to compile.
constexpr std::size_t k_part_size = 5;
// More bytes distinguish more anchors.
constexpr std::size_t k_part_size_of_many = 6;
constexpr std::size_t k_many_anchors = 1000;

std::size_t part_size(std::size_t anchors) {
  return anchors > k_many_anchors ? k_part_size_of_many : k_part_size;
}

// Frequency of a byte in programs and texts: a rough logarithm.
int weight_of(char c, bool any_case) {
  constexpr std::string_view k_frequent("\0 etaoinsrldc", 13);
  constexpr std::string_view k_punctuation = "_-/.:=\"'";
  const auto is_between = [c](char first, char last) { return c >= first && c <= last; };
  if (k_frequent.find(c) != std::string_view::npos) return 6;
  if (is_between('a', 'z')) return 5;
  if (is_between('A', 'Z')) return any_case ? 5 : 3;
  return is_between('0', '9') || k_punctuation.find(c) != std::string_view::npos ? 4 : 2;
}

// The part of an anchor that Hyperscan searches for, and its offset in the anchor.
struct Part {
  std::size_t offset = 0;
  std::string_view bytes{};
};

Part rarest_part(const Anchor& anchor, std::size_t max_size) {
  const std::string_view all = anchor.bytes;
  const std::size_t size = std::min(all.size(), max_size);
  Part rarest;
  int least = std::numeric_limits<int>::max();
  for (std::size_t offset = 0; offset + size <= all.size(); ++offset) {
    const std::string_view bytes = all.substr(offset, size);
    const int weight = std::accumulate(bytes.begin(), bytes.end(), 0, [&](int sum, char c) {
      return sum + weight_of(c, anchor.any_case);
    });
    if (weight < least) {
      least = weight;
      rarest = {offset, bytes};
    }
  }
  return rarest;
}

// A database of the rarest part of each anchor, with its index as ID.
std::unique_ptr<hs_database_t, FreeDatabase> compile(const std::vector<Anchor>& anchors) {
  std::vector<const char*> texts;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;
  std::vector<std::size_t> sizes;
  for (const Anchor& anchor : anchors) {
    ids.push_back(static_cast<unsigned>(texts.size()));
    const Part part = rarest_part(anchor, part_size(anchors.size()));
    texts.push_back(part.bytes.data());
    sizes.push_back(part.bytes.size());
    flags.push_back(anchor.any_case ? HS_FLAG_CASELESS : 0);
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const hs_error_t result = hs_compile_lit_multi(texts.data(), flags.data(), ids.data(),
                                                 sizes.data(), static_cast<unsigned>(texts.size()),
                                                 HS_MODE_BLOCK, nullptr, &database, &error);
  if (result == HS_NOMEM) throw std::bad_alloc();
  if (result != HS_SUCCESS) {
    const std::string why = error == nullptr ? "unknown" : error->message;
    hs_free_compile_error(error);
    throw base::Error(fmt::format("the anchors of signatures cannot be compiled: {}", why));
  }
  return std::unique_ptr<hs_database_t, FreeDatabase>(database);
}

class HyperscanSearch final : public AnchorSearch {
public:
  explicit HyperscanSearch(std::vector<Anchor> anchors)
      : anchors_(std::move(anchors)), database_(compile(anchors_)) {
    for (const Anchor& anchor : anchors_) {
      const Part part = rarest_part(anchor, part_size(anchors_.size()));
      ends_.push_back(part.offset + part.bytes.size());
    }
    hs_scratch_t* scratch = nullptr;
    if (hs_alloc_scratch(database_.get(), &scratch) != HS_SUCCESS) throw std::bad_alloc();
    scratch_.reset(scratch);
  }

  void find(std::string_view text, const Callback& on_match) override {
    Call call{anchors_, ends_, text, on_match};
    const hs_error_t result =
        hs_scan(database_.get(), text.data(), static_cast<unsigned>(text.size()), 0, scratch_.get(),
                &HyperscanSearch::report, &call);
    if (call.exception) std::rethrow_exception(call.exception);
    if (result != HS_SUCCESS) throw base::Error("Hyperscan cannot search");
  }

private:
  struct Call {
    const std::vector<Anchor>& anchors;
    const std::vector<std::size_t>& ends;
    std::string_view text;
    const Callback& on_match;
    // C code cannot be unwound.
    std::exception_ptr exception{};
  };

  static int report(unsigned id, unsigned long long, unsigned long long end, unsigned,
                    void* context) {
    Call& call = *static_cast<Call*>(context);
    // The anchor may begin before the text.
    if (end < call.ends[id]) return 0;
    const std::size_t begin = static_cast<std::size_t>(end) - call.ends[id];
    if (!matches_at(call.anchors[id], call.text, begin)) return 0;
    try {
      call.on_match(id, begin);
    } catch (...) {
      call.exception = std::current_exception();
      return 1;
    }
    return 0;
  }

  std::vector<Anchor> anchors_;
  // End of each anchor's part, as an offset in the anchor.
  std::vector<std::size_t> ends_;
  std::unique_ptr<hs_database_t, FreeDatabase> database_;
  std::unique_ptr<hs_scratch_t, FreeScratch> scratch_;
};

// Searches with the portable search until compiling pays off.
class LazySearch final : public AnchorSearch {
public:
  LazySearch(const std::vector<Anchor>& anchors, std::size_t compile_threshold)
      : anchors_(anchors), compile_threshold_(compile_threshold),
        search_(make_portable_anchor_search(anchors)) {}

  void find(std::string_view text, const Callback& on_match) override {
    if (!anchors_.empty() && text.size() > compile_threshold_) {
      search_ = std::make_unique<HyperscanSearch>(std::move(anchors_));
      anchors_.clear();
    }
    compile_threshold_ -= std::min(compile_threshold_, text.size());
    search_->find(text, on_match);
  }

private:
  // Empty after compilation.
  std::vector<Anchor> anchors_;
  std::size_t compile_threshold_;
  std::unique_ptr<AnchorSearch> search_;
};

} // namespace

std::unique_ptr<AnchorSearch> make_anchor_search(const std::vector<Anchor>& anchors,
                                                 std::size_t compile_threshold) {
  // Hyperscan runs only on CPUs that hs_valid_platform() accepts. A call takes a while in a virtual
  // machine.
  static const bool is_supported = hs_valid_platform() == HS_SUCCESS;
  if (!is_supported) return make_portable_anchor_search(anchors);
  return std::make_unique<LazySearch>(anchors, compile_threshold);
}

} // namespace package_audit::content::signatures
