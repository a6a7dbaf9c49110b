// Intel's Hyperscan, which runs through text at memory speed whatever the number of literals.

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

// Hyperscan confirms what is longer by a program of its own, which takes four times as long to
// compile; comparing the rest is as fast, because these bytes are chosen to be seldom.
constexpr std::size_t k_part = 5;
// Of many anchors more bytes are needed to tell them apart.
constexpr std::size_t k_part_of_many = 6;
constexpr std::size_t k_many = 1000;

std::size_t part_size(std::size_t anchors) {
  return anchors > k_many ? k_part_of_many : k_part;
}

// How common a byte is in programs and texts, roughly: the logarithm of how often.
int weight_of(char c, bool any_case) {
  constexpr std::string_view k_frequent("\0 etaoinsrldc", 13);
  constexpr std::string_view k_punctuation = "_-/.:=\"'";
  const auto is_between = [c](char first, char last) { return c >= first && c <= last; };
  if (k_frequent.find(c) != std::string_view::npos) return 6;
  if (is_between('a', 'z')) return 5;
  if (is_between('A', 'Z')) return any_case ? 5 : 3;
  return is_between('0', '9') || k_punctuation.find(c) != std::string_view::npos ? 4 : 2;
}

// The part of an anchor that is looked for: where it begins, and its bytes.
struct Part {
  std::size_t offset = 0;
  std::string_view bytes{};
};

Part rarest_part(const Anchor& anchor, std::size_t longest) {
  const std::string_view all = anchor.bytes;
  const std::size_t size = std::min(all.size(), longest);
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

// Looks for the rarest parts of the anchors, under their numbers.
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

  void find(std::string_view text, const Found& found) override {
    Call call{anchors_, ends_, text, found};
    const hs_error_t result =
        hs_scan(database_.get(), text.data(), static_cast<unsigned>(text.size()), 0, scratch_.get(),
                &HyperscanSearch::report, &call);
    if (call.thrown) std::rethrow_exception(call.thrown);
    if (result != HS_SUCCESS) throw base::Error("Hyperscan cannot search");
  }

private:
  struct Call {
    const std::vector<Anchor>& anchors;
    const std::vector<std::size_t>& ends;
    std::string_view text;
    const Found& found;
    // Nothing may be thrown through the library.
    std::exception_ptr thrown{};
  };

  static int report(unsigned id, unsigned long long, unsigned long long end, unsigned,
                    void* context) {
    Call& call = *static_cast<Call*>(context);
    // What stands in front of the part may begin before the text.
    if (end < call.ends[id]) return 0;
    const std::size_t begin = static_cast<std::size_t>(end) - call.ends[id];
    if (!stands_at(call.anchors[id], call.text, begin)) return 0;
    try {
      call.found(id, begin);
    } catch (...) {
      call.thrown = std::current_exception();
      return 1;
    }
    return 0;
  }

  std::vector<Anchor> anchors_;
  // Of each: where the part that is looked for ends in it.
  std::vector<std::size_t> ends_;
  std::unique_ptr<hs_database_t, FreeDatabase> database_;
  std::unique_ptr<hs_scratch_t, FreeScratch> scratch_;
};

class PatientSearch final : public AnchorSearch {
public:
  PatientSearch(const std::vector<Anchor>& anchors, std::size_t patience)
      : anchors_(anchors), patience_(patience), search_(make_portable_anchor_search(anchors)) {}

  void find(std::string_view text, const Found& found) override {
    if (!anchors_.empty() && text.size() > patience_) {
      search_ = std::make_unique<HyperscanSearch>(std::move(anchors_));
      anchors_.clear();
    }
    patience_ -= std::min(patience_, text.size());
    search_->find(text, found);
  }

private:
  // None as soon as they are compiled.
  std::vector<Anchor> anchors_;
  std::size_t patience_;
  std::unique_ptr<AnchorSearch> search_;
};

} // namespace

std::unique_ptr<AnchorSearch> make_anchor_search(const std::vector<Anchor>& anchors,
                                                 std::size_t patience) {
  // A processor that Hyperscan does not know is none that it can run on. In a virtual machine each
  // question takes a while.
  static const bool is_known = hs_valid_platform() == HS_SUCCESS;
  if (!is_known) return make_portable_anchor_search(anchors);
  return std::make_unique<PatientSearch>(anchors, patience);
}

} // namespace package_audit::content::signatures
