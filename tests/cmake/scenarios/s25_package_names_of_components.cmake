# With several packages a bracket makes one element of CPack's list of them all: refused.
foreach(name IN ITEMS "br[x" "a;b")
  file(REMOVE_RECURSE "${source}")
  sample(POLICY components.json BEFORE "set(CPACK_PACKAGE_FILE_NAME [==[${name}]==])" AFTER "include(PackageAudit)")
  configure(-DSAMPLE_COMPONENTS=IGNORE)
  cpack(-G TGZ)
  expect_refused("CPack lists what is no file")
endforeach()
