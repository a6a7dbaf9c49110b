# Runs in the consumer's configure step, after PackageAudit became a part of it.

set(targets "")
get_property(folders DIRECTORY "${PackageAudit_SOURCE_DIR}" PROPERTY SUBDIRECTORIES)
foreach(folder IN LISTS folders ITEMS "${PackageAudit_SOURCE_DIR}")
  get_property(more DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  list(APPEND targets ${more})
endforeach()
if(NOT "package-audit" IN_LIST targets)
  message(FATAL_ERROR "the targets of PackageAudit were not found: ${targets}")
endif()
list(FILTER targets EXCLUDE REGEX "^package[_-]audit")
if(targets)
  message(FATAL_ERROR "targets without our prefix: ${targets}")
endif()

# What find_package() of our dependencies leaves in the cache is theirs.
get_cmake_property(after CACHE_VARIABLES)
list(REMOVE_ITEM after ${before})
list(FILTER after EXCLUDE REGEX
  "^(PACKAGEAUDIT_|PackageAudit_|CPACK_|CMAKE_EXPORT|BZIP2_|BZip2|LibArchive_|LIBLZMA_|LibLZMA|OPENSSL_|OpenSSL|ZLIB_|PKG_CONFIG|FIND_PACKAGE_MESSAGE|fmt_DIR|nlohmann_json_DIR|pkgcfg_lib_|prefix_result|_OPENSSL|__pkg_config)")
if(after)
  message(FATAL_ERROR "cache variables without our prefix: ${after}")
endif()
message(STATUS "targets and variables were checked")
