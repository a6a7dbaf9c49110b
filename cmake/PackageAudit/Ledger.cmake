# The list of published artifacts of this build, which a refusal revokes. One small script for each
# artifact, named by the digest of its path: no CMake list ever holds the name of a package.

function(_package_audit_ledger_dir out)
  string(MAKE_C_IDENTIFIER "${_package_audit_cfg_kind}_${_package_audit_run_config}" name)
  set("${out}" "${_package_audit_cfg_state_dir}/published/${name}" PARENT_SCOPE)
endfunction()

function(_package_audit_ledger_add artifact)
  _package_audit_ledger_dir(folder)
  string(SHA256 digest "${artifact}")
  _package_audit_quote(artifact "${artifact}")
  _package_audit_quote(staging "${CPACK_TOPLEVEL_DIRECTORY}")
  file(WRITE "${folder}/${digest}.cmake"
    "set(artifact ${artifact})\nset(staging ${staging})\nset(run ${_package_audit_run_id})\n")
endfunction()

# Removes an artifact with its record and CPack's checksum files.
function(_package_audit_remove_artifact artifact)
  file(REMOVE "${artifact}" "${artifact}.audit.json")
  foreach(algorithm IN ITEMS md5 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512)
    file(REMOVE "${artifact}.${algorithm}")
  endforeach()
endfunction()

# Removes the folder of one generator below _CPack_Packages, and no other folder.
function(_package_audit_remove_staging folder)
  if(folder MATCHES "/_CPack_Packages/.")
    file(REMOVE_RECURSE "${folder}")
  endif()
endfunction()

# Removes the artifacts of former runs, with their staging folders. Artifacts of this run were audited
# against the same policy, for an earlier generator, and stay.
function(_package_audit_ledger_revoke)
  _package_audit_ledger_dir(folder)
  _package_audit_glob_escape(pattern "${folder}")
  file(GLOB entries "${pattern}/*.cmake")
  foreach(entry IN LISTS entries)
    include("${entry}")
    _package_audit_remove_staging("${staging}")
    if(NOT run STREQUAL _package_audit_run_id)
      _package_audit_remove_artifact("${artifact}")
      file(REMOVE "${entry}")
    endif()
  endforeach()
endfunction()
