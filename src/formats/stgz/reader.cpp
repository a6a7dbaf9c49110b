// CPack's self-extracting packages: a shell script, then a tar.gz.

#include "formats/tar/reader.hpp"

#include "base/head.hpp"
#include "formats/compression/decode.hpp"
#include "formats/fault.hpp"
#include "formats/readers.hpp"
#include "formats/stgz/script.hpp"

namespace package_audit::formats::stgz {

bool recognize(base::ByteSource& source) {
  return base::read_head(source, 10) == "#!/bin/sh\n" &&
         parse_script(base::read_head(source, k_max_script_size)).has_value();
}

void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes) {
  const std::string head = base::read_head(source, k_max_script_size);
  const auto script = parse_script(head);
  if (!script) damaged("no script leads to a payload");

  visitor.begin({.member = "script",
                 .path = "STGZ/script",
                 .section = Section::metadata,
                 .type = EntryType::file,
                 .implicitly_allowed = script->is_written_by_cpack});
  visitor.data(base::as_bytes(std::string_view(head).substr(0, script->size)));
  visitor.end();

  base::RangeStream range(source, script->size, source.size());
  if (compression::detect(base::as_bytes(base::read_range(
          source, script->size, compression::k_magic_size))) != compression::Compression::gzip) {
    damaged("the script is not followed by gzip data");
  }
  const std::unique_ptr<base::ByteStream> plain =
      compression::decode(compression::Compression::gzip, range, context, notes);
  tar::read_stream(*plain, context.limits, visitor);
}

} // namespace package_audit::formats::stgz
