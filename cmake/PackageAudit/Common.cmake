# Shared by the configure step and the scripts that run inside cpack.

# Writes `value` as a bracket argument that nothing in it can end early.
function(_package_audit_quote out value)
  set(fence "=")
  while(TRUE)
    string(FIND "${value}]" "]${fence}]" found)
    if(found EQUAL -1)
      break()
    endif()
    string(APPEND fence "=")
  endwhile()
  set("${out}" "[${fence}[${value}]${fence}]" PARENT_SCOPE)
endfunction()

# Escapes what file(GLOB) would interpret in the name of a folder.
function(_package_audit_glob_escape out folder)
  string(REGEX REPLACE "([[*?])" "[\\1]" escaped "${folder}")
  set("${out}" "${escaped}" PARENT_SCOPE)
endfunction()

# Quotes an argument for a POSIX shell where it needs quotes.
function(_package_audit_shell out argument)
  if(argument MATCHES "^[A-Za-z0-9_./:=+,@%-]+$")
    set("${out}" "${argument}" PARENT_SCOPE)
  else()
    string(REPLACE "'" "'\\''" argument "${argument}")
    set("${out}" "'${argument}'" PARENT_SCOPE)
  endif()
endfunction()
