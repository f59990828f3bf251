#!/usr/bin/env bash
# Sends SIGNAL (by default TERM) to each Kafka server of this container. The official one can also choose by role and node.
servers=$(pgrep -f 'java .* kafka\.Kafka ')
if [ -z "$servers" ]; then
  echo 'No kafka server to stop'
  exit 1
fi
# shellcheck disable=SC2086 # several
kill -s "${SIGNAL:-TERM}" $servers
