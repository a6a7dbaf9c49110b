# A warning unless the policy says otherwise.
make_with_python([[
import sqlite3
base = sqlite3.connect("state.dat")
base.execute("create table users (name text)")
base.commit()
]])
incident(DEB RULE "install(FILES state.dat DESTINATION share/acme)"
  CHECK bulk-data PATH share/acme/state.dat POLICY [["checks": { "bulk-data": "error" }]])
