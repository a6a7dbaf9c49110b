# Source packages have a policy of their own. Without one they are refused, and one is proposed.
sample()
configure()
cpack(--config CPackSourceConfig.cmake -G TGZ)
expect_refused("there is no policy ${source}/package-audit-source.json" "cmake -E copy")
