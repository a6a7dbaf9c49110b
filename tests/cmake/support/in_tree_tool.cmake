# A project that builds its own inspector: a program that starts the one of the test.
enable_language(C)
set(tool "${CMAKE_BINARY_DIR}/tool")
file(WRITE "${tool}/tool.c"
  "#include <unistd.h>\nint main(int c, char** v) { (void)c; return execv(\"${SAMPLE_INSPECTOR}\", v); }\n")
add_executable(sample_tool "${tool}/tool.c")
set_target_properties(sample_tool PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${tool}")
add_executable(PackageAudit::package-audit ALIAS sample_tool)
