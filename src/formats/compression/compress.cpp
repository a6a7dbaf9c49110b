// compress(1), by libarchive's filter: the format has no library of its own.

#include "formats/compression/decoder.hpp"
#include "formats/detect.hpp"
#include "formats/libarchive_reader.hpp"

namespace package_audit::formats::compression {

namespace {

class CompressStream final : public base::ByteStream {
public:
  explicit CompressStream(base::ByteStream& input) : reader_(enable, input) {}

  base::Bytes next() override {
    if (!is_open_) {
      is_open_ = true;
      if (reader_.next_header() == nullptr) return {};
    }
    return reader_.next_data();
  }

private:
  static int enable(archive* handle) {
    archive_read_support_filter_compress(handle);
    return archive_read_support_format_raw(handle);
  }

  LibarchiveReader reader_;
  bool is_open_ = false;
};

} // namespace

std::unique_ptr<base::ByteStream> decode_compress(base::ByteStream& input, PackageNotes& notes) {
  notes.lacks_checksum = true;
  return std::make_unique<CompressStream>(input);
}

} // namespace package_audit::formats::compression
