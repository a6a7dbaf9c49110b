# rpm writes down the name of the machine. A warning unless the policy says otherwise.
incident(RPM BEFORE "set(CPACK_RPM_SPEC_MORE_DEFINE \"%global _buildhost build-7.corp.internal\")"
  CHECK builder-identity POLICY [["checks": { "builder-identity": "error" }]])
