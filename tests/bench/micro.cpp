// Microbenchmarks of what every entry or every byte passes: globs, the allowlist, the signature
// engine in both forms, structure readers, parsers. `sh tests/bench/micro.sh` runs them.

#include "audit/allow_match.hpp"
#include "base/digest.hpp"
#include "content/signatures/anchor_search.hpp"
#include "content/signatures/scanner.hpp"
#include "content/source_maps/inline_map_scanner.hpp"
#include "formats/detect.hpp"
#include "formats/zip/parser.hpp"
#include "model/policy.hpp"
#include "policy/load.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace package_audit;

// Text in which nothing is a leak, and much begins like one.
std::string sample_text(std::size_t size) {
  std::string text;
  for (std::uint32_t state = 1; text.size() < size; state = state * 1'664'525 + 1'013'904'223) {
    text += "see https://docs.acme.example/page/" + std::to_string(state) +
            " for the token of secret_number and the password of nobody\n";
  }
  return text;
}

// Bytes as in a program: zeros between numbers.
std::string sample_program(std::size_t size) {
  std::string program;
  for (std::uint32_t state = 1; program.size() < size; state = state * 1'664'525 + 1'013'904'223) {
    for (unsigned shift = 0; shift < 32; shift += 8)
      program += static_cast<char>(state >> shift);
    program += std::string(state % 5, '\0');
  }
  return program;
}

const std::string& sample(std::int64_t which) {
  static const std::string text = sample_text(std::size_t{4} << 20);
  static const std::string program = sample_program(std::size_t{4} << 20);
  return which == 0 ? text : program;
}

std::vector<SignatureRule> bundled_rules() {
  return policy::load_policy("builtin:release", {}).signatures;
}

std::vector<content::signatures::Anchor> bundled_anchors() {
  std::vector<content::signatures::Anchor> anchors;
  for (const SignatureRule& rule : bundled_rules()) {
    for (const std::string& bytes : rule.anchors)
      anchors.push_back({bytes, rule.any_case});
  }
  return anchors;
}

void count_bytes(benchmark::State& state, std::size_t size) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(size));
}

void glob_matches(benchmark::State& state) {
  const base::Glob glob("share/acme/**/*.{txt,md}");
  const std::string path = "share/acme/0042/guides/in-depth/file-000000042.txt";
  for (auto _ : state)
    benchmark::DoNotOptimize(glob.matches(path));
}
BENCHMARK(glob_matches);

void allowlist(benchmark::State& state) {
  RuleSet rules;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    rules.allow.push_back({.glob = base::Glob("share/other-" + std::to_string(i) + "/**/*.txt")});
  rules.allow.push_back({.glob = base::Glob("share/acme/**")});
  std::vector<Entry> entries(10'000);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i].path = "share/acme/" + std::to_string(i / 100) + "/file-" + std::to_string(i);
    entries[i].type = EntryType::file;
  }
  const base::PathTree paths(entries, &Entry::path);
  for (auto _ : state)
    benchmark::DoNotOptimize(audit::match_allowlist(entries, paths, rules));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * entries.size()));
}
BENCHMARK(allowlist)->Arg(10)->Arg(100)->Arg(1000);

// 0 is text, 1 a program.
void anchors_hyperscan(benchmark::State& state) {
  const auto search = content::signatures::make_anchor_search(bundled_anchors(), 0);
  const std::string& content = sample(state.range(0));
  search->find(content, [](std::size_t, std::size_t) {});
  for (auto _ : state)
    search->find(content, [](std::size_t, std::size_t) {});
  count_bytes(state, content.size());
}
BENCHMARK(anchors_hyperscan)->Arg(0)->Arg(1);

void anchors_portable(benchmark::State& state) {
  const auto search = content::signatures::make_portable_anchor_search(bundled_anchors());
  const std::string& content = sample(state.range(0));
  for (auto _ : state)
    search->find(content, [](std::size_t, std::size_t) {});
  count_bytes(state, content.size());
}
BENCHMARK(anchors_portable)->Arg(0)->Arg(1);

void anchors_prepared(benchmark::State& state) {
  const std::vector<content::signatures::Anchor> anchors = bundled_anchors();
  for (auto _ : state)
    content::signatures::make_anchor_search(anchors, 0)
        ->find("some text", [](std::size_t, std::size_t) {});
}
BENCHMARK(anchors_prepared)->Unit(benchmark::kMillisecond);

void signatures(benchmark::State& state) {
  const content::signatures::SignatureSet set(bundled_rules(), 0);
  content::signatures::SignatureScanner scanner(set);
  const std::string& content = sample(state.range(0));
  for (auto _ : state) {
    scanner.data(std::as_bytes(std::span(content)));
    benchmark::DoNotOptimize(scanner.finish());
  }
  count_bytes(state, content.size());
}
BENCHMARK(signatures)->Arg(0)->Arg(1);

void inline_maps(benchmark::State& state) {
  const std::string& content = sample(state.range(0));
  for (auto _ : state) {
    content::source_maps::InlineMapScanner maps;
    std::vector<Fact> facts;
    maps.data(std::as_bytes(std::span(content)));
    maps.finish(facts);
    benchmark::DoNotOptimize(facts);
  }
  count_bytes(state, content.size());
}
BENCHMARK(inline_maps)->Arg(0)->Arg(1);

void sha256_of_a_file(benchmark::State& state) {
  const std::string content = sample(0).substr(0, static_cast<std::size_t>(state.range(0)));
  base::Sha256Hasher hasher;
  for (auto _ : state) {
    hasher.update(std::as_bytes(std::span(content)));
    benchmark::DoNotOptimize(hasher.finish());
  }
  count_bytes(state, content.size());
}
BENCHMARK(sha256_of_a_file)->Arg(1200)->Arg(1 << 20);

class Nobody final : public formats::EntryVisitor {
public:
  void begin(Entry) override {}
  void data(std::span<const std::byte>) override {}
  void end() override {}
};

// Both readings of a package of many small files: the parser and libarchive.
void two_readings(benchmark::State& state, support::Container container) {
  std::vector<support::Member> members;
  for (int i = 0; i < 2000; ++i)
    members.push_back({.name = "acme-1.0/share/file-" + std::to_string(i), .content = "content\n"});
  support::MemorySource source(support::make_archive(container, members));
  const formats::FormatReader* const reader = formats::recognize_format(source);
  for (auto _ : state) {
    Nobody nobody;
    formats::PackageNotes notes;
    reader->read(source, Limits{}, nobody, notes);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * members.size()));
}
BENCHMARK_CAPTURE(two_readings, tar, support::Container::pax);
BENCHMARK_CAPTURE(two_readings, zip, support::Container::zip);
BENCHMARK_CAPTURE(two_readings, seven_zip, support::Container::seven_zip);

// The parser of zip alone.
void zip_parser(benchmark::State& state) {
  std::vector<support::Member> members;
  for (int i = 0; i < 2000; ++i)
    members.push_back({.name = "acme-1.0/share/file-" + std::to_string(i), .content = "content\n"});
  support::MemorySource source(support::make_archive(support::Container::zip, members));
  const Limits limits;
  for (auto _ : state) {
    const formats::zip::Parser parser(source, limits);
    for (std::size_t i = 0; i < parser.size(); ++i)
      benchmark::DoNotOptimize(parser.member(i));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * members.size()));
}
BENCHMARK(zip_parser);

} // namespace

BENCHMARK_MAIN();
