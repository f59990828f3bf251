# shellcheck shell=bash
# What the Jobs have in common of which only the newest declaration's may be at work: sourced by them.
#
# Environment: CURRENT_TASK, the name of this Job (unset: none is newer), and CURRENT_FILE, in which that of the newest one stands.

# Exit code 3 says that trying again is useless (podFailurePolicy: FailJob).
refuse() {
  echo "refused: $*" >&2
  exit 3
}

# What is said again and again is said once.
tell() {
  [ "$*" = "${told:-}" ] || echo "$*"
  told=$*
}

# The newest declaration says in a file that all runs see which of them is meant.
superseded() {
  [ -n "${CURRENT_TASK:-}" ] && [ "$(cat "$CURRENT_FILE")" != "$CURRENT_TASK" ]
}

stop_if_superseded() {
  ! superseded || refuse 'a newer declaration is about, and its run does the work'
}
