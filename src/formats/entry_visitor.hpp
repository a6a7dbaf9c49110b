#pragma once

#include "base/bytes.hpp"
#include "model/artifact.hpp"

namespace package_audit::formats {

// Receives the entries of a package while it is read: for one entry after the other begin(), data()
// any number of times, and end(). A visitor may stop the reading by a ReadFault.
class EntryVisitor {
public:
  virtual ~EntryVisitor() = default;
  // All of the entry but size and sha256. `path` is set for metadata only.
  virtual void begin(Entry entry) = 0;
  // The next bytes of the entry's content, valid during the call.
  virtual void data(base::Bytes bytes) = 0;
  virtual void end() = 0;
  // Returns when all calls so far are processed: a visitor on another thread may lag behind. For a
  // reader whose result depends on them.
  virtual void catch_up() {}
};

} // namespace package_audit::formats
