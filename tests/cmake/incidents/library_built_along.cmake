# Its install rules run with those of the project.
make_file(extern/gtest.h "\n")
make_file(extern/CMakeLists.txt "project(GTest LANGUAGES NONE)\n\ninstall(FILES gtest.h DESTINATION include/gtest)\n")
incident(RPM BEFORE "add_subdirectory(extern)" INSTALLED_BY extern/CMakeLists.txt:3
  CHECK third-party-file PATH include/gtest)
