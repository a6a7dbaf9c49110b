# For the setup.cmake of cases: makes files and packages in ${WORK}.

# A file that holds `text`, with everybody's usual rights.
function(add_file path text)
  file(WRITE "${WORK}/${path}" "${text}")
  file(CHMOD "${WORK}/${path}" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endfunction()

# The folder `top` packed as `name`, the same bytes for everybody on every machine.
function(pack name top)
  execute_process(
    COMMAND tar --create --gzip --file "${name}" --format=gnu --sort=name --owner=root:0 --group=root:0
      --mtime=2026-01-01 "${top}"
    WORKING_DIRECTORY "${WORK}" RESULT_VARIABLE rc)
  if(NOT rc EQUAL 0)
    message(FATAL_ERROR "cannot pack ${name}")
  endif()
endfunction()
