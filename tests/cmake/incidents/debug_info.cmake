# Nothing strips what RelWithDebInfo makes.
make_file(main.c "int main(void) { return 0; }\n")
incident(DEB LANGUAGES C BEFORE "set(CMAKE_BUILD_TYPE RelWithDebInfo)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY \${CMAKE_BINARY_DIR}/out)
string(APPEND CMAKE_C_FLAGS \" -ffile-prefix-map=\${CMAKE_SOURCE_DIR}=.\")
add_executable(acme main.c)" RULE "install(TARGETS acme RUNTIME DESTINATION bin)"
  CHECK debug-info PATH bin/acme)
