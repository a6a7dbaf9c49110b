# The first of three generators is refused: CPack runs no other, and the message says so.
sample()
configure(-DSAMPLE_LEAK=runtime)
cpack(-G "TGZ;ZIP;DEB")
expect_refused("of TGZ" "does not run the generators that come after TGZ")
expect_no_output("of ZIP")
