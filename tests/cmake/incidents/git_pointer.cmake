# In a submodule or a worktree .git is a file.
make_file(data/.git "gitdir: ../.git/modules/data\n")
incident(DEB RULE "install(DIRECTORY data/ DESTINATION share/acme)"
  CHECK version-control PATH share/acme/.git ALSO repository-data)
