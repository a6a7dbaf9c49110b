// Reads one package to its last byte and does nothing with what it reads, for a profiler to count.
// Usage: two_readings libarchive|ours FILE; two_readings make-zip COUNT FILE writes what to read.

#include "base/byte_source.hpp"
#include "formats/detect.hpp"
#include "formats/fault.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

using namespace package_audit;

// A file as it is: a FileSource would hash it too, which is not a reader's work.
class PlainFile final : public base::ByteSource {
public:
  explicit PlainFile(const std::string& path) : file_(std::fopen(path.c_str(), "rb"), std::fclose) {
    if (!file_) throw std::runtime_error("cannot be opened: " + path);
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);
    std::fseek(file_.get(), 0, SEEK_END);
    size_ = static_cast<std::uint64_t>(std::ftell(file_.get()));
  }
  std::uint64_t size() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override {
    std::fseek(file_.get(), static_cast<long>(offset), SEEK_SET);
    return std::fread(into.data(), 1, into.size(), file_.get());
  }

private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::uint64_t size_ = 0;
};

class Nobody final : public formats::EntryVisitor {
public:
  void begin(Entry) override { ++entries; }
  void data(std::span<const std::byte>) override {}
  void end() override {}

  std::size_t entries = 0;
};

std::size_t read_with_us(const std::string& file) {
  PlainFile source(file);
  const formats::FormatReader* const reader = formats::recognize_format(source);
  if (reader == nullptr) throw std::runtime_error("of no format that we know");
  Nobody nobody;
  formats::PackageNotes notes;
  try {
    reader->read(source, Limits{}, nobody, notes);
  } catch (const formats::ReadFault& fault) {
    throw std::runtime_error(fault.anomaly.detail);
  }
  return nobody.entries;
}

void expect(archive* handle, int result) {
  if (result != ARCHIVE_OK) throw std::runtime_error(archive_error_string(handle));
}

std::size_t read_with_libarchive(const std::string& file) {
  constexpr std::size_t k_block_size = std::size_t{256} << 10;
  const std::unique_ptr<archive, int (*)(archive*)> handle(archive_read_new(), archive_read_free);
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_format_tar(handle.get());
  archive_read_support_format_zip_seekable(handle.get());
  expect(handle.get(), archive_read_open_filename(handle.get(), file.c_str(), k_block_size));
  std::size_t entries = 0;
  archive_entry* header = nullptr;
  int result = archive_read_next_header(handle.get(), &header);
  for (; result != ARCHIVE_EOF; result = archive_read_next_header(handle.get(), &header)) {
    expect(handle.get(), result);
    ++entries;
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    while ((result = archive_read_data_block(handle.get(), &block, &size, &offset)) == ARCHIVE_OK) {
    }
    if (result != ARCHIVE_EOF) expect(handle.get(), result);
  }
  return entries;
}

std::size_t make_zip(std::size_t count, const std::string& file) {
  const std::unique_ptr<archive, int (*)(archive*)> handle(archive_write_new(), archive_write_free);
  archive_write_set_format_zip(handle.get());
  expect(handle.get(), archive_write_open_filename(handle.get(), file.c_str()));
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "acme-1.0/share/acme/file-" + std::to_string(i) + ".txt";
    const std::string content = "line " + std::to_string(i) + " of a file in a package\n";
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> header(archive_entry_new(),
                                                                          archive_entry_free);
    archive_entry_set_pathname(header.get(), name.c_str());
    archive_entry_set_filetype(header.get(), AE_IFREG);
    archive_entry_set_perm(header.get(), 0644);
    archive_entry_set_mtime(header.get(), 1'700'000'000, 0);
    archive_entry_set_size(header.get(), static_cast<la_int64_t>(content.size()));
    expect(handle.get(), archive_write_header(handle.get(), header.get()));
    archive_write_data(handle.get(), content.data(), content.size());
  }
  expect(handle.get(), archive_write_close(handle.get()));
  return count;
}

} // namespace

int main(int argc, char** argv) {
  try {
    const std::string mode = argc > 1 ? argv[1] : "";
    std::size_t entries = 0;
    if (mode == "ours" && argc == 3) {
      entries = read_with_us(argv[2]);
    } else if (mode == "libarchive" && argc == 3) {
      entries = read_with_libarchive(argv[2]);
    } else if (mode == "make-zip" && argc == 4) {
      entries = make_zip(std::stoul(argv[2]), argv[3]);
    } else {
      throw std::runtime_error("usage: libarchive|ours FILE, or make-zip COUNT FILE");
    }
    std::printf("%zu entries\n", entries);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "two_readings: %s\n", error.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
