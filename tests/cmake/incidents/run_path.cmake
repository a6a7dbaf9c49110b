# The program is installed as it was linked, with the way to the library in the build folder.
make_file(plan.c "int plan(void) { return 0; }\n")
make_file(main.c "int plan(void); int main(void) { return plan(); }\n")
incident(DEB LANGUAGES C BEFORE "set(CMAKE_LIBRARY_OUTPUT_DIRECTORY \${CMAKE_BINARY_DIR}/out)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY \${CMAKE_BINARY_DIR}/out)
add_library(plan SHARED plan.c)
add_executable(acme main.c)
target_link_libraries(acme PRIVATE plan)
install(TARGETS plan LIBRARY DESTINATION lib)"
  RULE "install(PROGRAMS $<TARGET_FILE:acme> DESTINATION bin)" CHECK run-path PATH bin/acme ALSO build-path)
