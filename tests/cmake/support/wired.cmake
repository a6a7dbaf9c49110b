# The end of a wiring scenario: the gate refuses the leak and lets the clean package pass, after a first
# and after a repeated configure step.
configure(-DSAMPLE_LEAK=runtime)
foreach(time IN ITEMS first second)
  cpack(-G TGZ)
  expect_refused("share/acme/plan.txt")
  configure()
endforeach()
configure(-USAMPLE_LEAK)
cpack(-G TGZ)
expect_exit(0)
expect_published(Acme-1.2.3-Linux.tar.gz)
