# Sourced by the run scripts: headings with the time that the part before took, and a run of ctest with its counts.

part_started=$(date +%s)
part_name=

# part NAME: ends the part before and begins another one.
part() {
  end_part
  part_name=$1
  printf '\n== %s\n' "$part_name"
}

end_part() {
  now=$(date +%s)
  [ -z "$part_name" ] || printf -- '-- %s: %d s\n' "$part_name" $((now - part_started))
  part_started=$now
  part_name=
}

# run_tests BUILD [OPTION OF CTEST...]: the tests of a build folder, then what was run.
run_tests() {
  tests_build=$1
  shift
  tests_status=0
  # One seed for the order of the tests in each program: shown, so that an order can be repeated.
  GTEST_RANDOM_SEED=${GTEST_RANDOM_SEED:-$(($(date +%s) % 99999 + 1))}
  export GTEST_RANDOM_SEED
  echo "GTEST_RANDOM_SEED=$GTEST_RANDOM_SEED"
  ctest --test-dir "$tests_build" --parallel "$(nproc)" --output-on-failure --schedule-random "$@" ||
    tests_status=$?
  end_part
  sh tests/summary.sh "$tests_build"
  return "$tests_status"
}
