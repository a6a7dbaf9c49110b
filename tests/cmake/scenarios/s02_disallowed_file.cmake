# A file that the policy does not allow: no package, no record, no checksum, no payload.
sample()
configure(-DSAMPLE_LEAK=runtime -DCPACK_PACKAGE_CHECKSUM=SHA256)
cpack(-G TGZ)
expect_refused("unlisted-entry" "share/acme/plan.txt" "what is in them is not what the policy says")
