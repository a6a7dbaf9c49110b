#pragma once

#include "model/artifact.hpp"

#include <cstddef>
#include <span>

namespace package_audit::formats {

// Who listens to a package while it is read. Calls come as begin, data any number of times, end,
// for one entry after the other. A visitor that has seen enough throws ReadFault.
class EntryVisitor {
public:
  virtual ~EntryVisitor() = default;
  // All of the entry but size and sha256. `path` is set for metadata only.
  virtual void begin(Entry entry) = 0;
  // The next bytes of the entry's content, valid during the call.
  virtual void data(std::span<const std::byte> bytes) = 0;
  virtual void end() = 0;
  // Returns when the visitor has dealt with all that it was told so far: one that listens on
  // another thread may be behind. For a reader that is about to say something beside the entries.
  virtual void catch_up() {}
};

} // namespace package_audit::formats
