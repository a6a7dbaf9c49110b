# What this build has published, so that a refusal can take back the twins of what it refuses. One
# small script for each artifact, named by its digest: no list ever holds the name of a package.

function(_package_audit_ledger_folder out)
  string(MAKE_C_IDENTIFIER "${_package_audit_kind}_${_package_audit_config}" name)
  set("${out}" "${_package_audit_home}/published/${name}" PARENT_SCOPE)
endfunction()

function(_package_audit_ledger_add artifact)
  _package_audit_ledger_folder(folder)
  string(SHA256 digest "${artifact}")
  _package_audit_quote(artifact "${artifact}")
  _package_audit_quote(staging "${CPACK_TOPLEVEL_DIRECTORY}")
  file(WRITE "${folder}/${digest}.cmake"
    "set(artifact ${artifact})\nset(staging ${staging})\nset(run ${_package_audit_run})\n")
endfunction()

# An artifact that is taken back takes its record and CPack's checksum files with it.
function(_package_audit_remove_artifact artifact)
  file(REMOVE "${artifact}" "${artifact}.audit.json")
  foreach(algorithm IN ITEMS md5 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512)
    file(REMOVE "${artifact}.${algorithm}")
  endforeach()
endfunction()

# The folder of one generator below _CPack_Packages; any other is not CPack's to lose.
function(_package_audit_remove_staging folder)
  if(folder MATCHES "/_CPack_Packages/.")
    file(REMOVE_RECURSE "${folder}")
  endif()
endfunction()

# Takes back what former runs published, with what they left in their staging folders. What this run
# published for an earlier generator was audited against the same policy, and stays.
function(_package_audit_ledger_take_back)
  _package_audit_ledger_folder(folder)
  _package_audit_glob_escape(pattern "${folder}")
  file(GLOB entries "${pattern}/*.cmake")
  foreach(entry IN LISTS entries)
    include("${entry}")
    _package_audit_remove_staging("${staging}")
    if(NOT run STREQUAL _package_audit_run)
      _package_audit_remove_artifact("${artifact}")
      file(REMOVE "${entry}")
    endif()
  endforeach()
endfunction()
