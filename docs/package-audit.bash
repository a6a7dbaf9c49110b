# Made by: package-audit generate completions
# Completion of package-audit for bash. Where no word matches, bash completes files.
_package_audit() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command=check words=
  # bash takes "=" for a word of its own.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  if ((COMP_CWORD > 1)); then
    case ${COMP_WORDS[1]} in
      check|list|init|checks|explain|generate) command=${COMP_WORDS[1]} ;;
    esac
  fi
  case $command:$previous in
    check:--format) words="text json" ;;
    list:--format) words="text json" ;;
    check:--report) words="json= text=" ;;
    check:--color) words="auto always never" ;;
    list:--color) words="auto always never" ;;
    init:--color) words="auto always never" ;;
    *:--policy|*:--define|*:-D|*:--record-dir|*:--install-rules|*:--build|*:--never-ship|*:--generator|*:--config|*:--root|*:--today|*:--output|*:-o|*:--jobs|*:-j) ;;
    *)
      case $command:$current in
        check:-*) words="--policy --define --format --report --record-dir --install-rules --build --never-ship --generator --config --root --today --jobs --require-sandbox --color --help --version" ;;
        list:-*) words="--policy --define --format --generator --config --root --today --jobs --require-sandbox --color --help --version" ;;
        init:-*) words="--root --output --jobs --require-sandbox --color --help --version" ;;
        checks:-*) words="--help --version" ;;
        explain:-*) words="--help --version" ;;
        explain:*) words="access-token ambiguous-package build-path build-state build-trace builder-identity bulk-data case-collision compiler-command confidential-marker core-dump credential dangling-link debug-file debug-info debug-reference deceptive-name denied-entry development-file device-entry digest-mismatch duplicate-entry editor-litter embedded-source empty-package inline-source-map limit-exceeded link-escape link-mismatch link-time-code missing-checksum missing-entry mode-mismatch os-litter owner-mismatch path-escape private-key repository-data run-path secret-file setuid-file size-mismatch source-map source-map-file source-reference source-tree-file symbol-table test-file third-party-file trailing-data type-mismatch unlisted-entry unopened-archive unportable-name unread-structure unreadable-package version-control world-writable" ;;
        generate:-*) words="--help --version" ;;
        generate:*) words="man checks reports schema formats completions" ;;
      esac
      if ((COMP_CWORD == 1)); then words+=" check list init checks explain generate"; fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -o default -F _package_audit package-audit
