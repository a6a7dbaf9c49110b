# CPack's own list of exclusions does not know the build folder.
incident(TGZ SOURCE PROFILE source CHECK build-state PATH build/CMakeCache.txt ALSO build-path)
