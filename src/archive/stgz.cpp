// CPack's self-extracting packages: a shell script, then a tar.gz.

#include "archive/decode.hpp"
#include "archive/readers.hpp"
#include "archive/stgz_script.hpp"
#include "archive/tar.hpp"
#include "bytes/fault.hpp"
#include "bytes/head.hpp"

namespace package_audit {

bool is_stgz(ByteSource& source) {
  return read_head(source, 10) == "#!/bin/sh\n" &&
         parse_stgz_script(read_head(source, k_stgz_script_limit)).has_value();
}

void read_stgz(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
               PackageNotes& notes) {
  const std::string head = read_head(source, k_stgz_script_limit);
  const auto script = parse_stgz_script(head);
  if (!script) throw ReadFault(AnomalyKind::damaged, "no script leads to a payload");

  visitor.begin({.member = "script",
                 .path = "STGZ/script",
                 .section = Section::metadata,
                 .type = EntryType::file,
                 .inherent = script->written_by_cpack});
  visitor.data(bytes_of(std::string_view(head).substr(0, script->size)));
  visitor.end();

  RangeStream range(source, script->size, source.size());
  if (sniff_compression(bytes_of(read_range(source, script->size, 8))) != Compression::gzip) {
    throw ReadFault(AnomalyKind::damaged, "the script is not followed by gzip data");
  }
  const std::unique_ptr<ByteStream> plain = decode(Compression::gzip, range, context, notes);
  read_tar(*plain, context.limits, visitor);
}

} // namespace package_audit
