#!/usr/bin/env bash
# Starts a worker (TaskManager).
#
# Promise: it runs the program that the leaders run. A job that goes on keeps its old graph, whatever image its workers have: with another one it
# would be a mixture of both, without a word (seen on Flink 2.3.0).
#
# Environment: as in flink-member.sh, and
#   IMAGE, IMAGE_FILE  the image of this worker, and the file with that of the leaders
#   HIGHLY_AVAILABLE   `true`: the leaders of a run keep their image; else a leader may be exchanged, and the file changes some time after
#   RESOURCE_ID        `true` where it has a volume of its own, on which it finds its state again by its name
set -euo pipefail

# shellcheck source=flink-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/flink-member.sh"

leaders=$(cat "$IMAGE_FILE")
if [ "$leaders" != "$IMAGE" ]; then
  case $HIGHLY_AVAILABLE in
    true) advice='a changed program is a new run (upgrade, then restoreFrom); take the change back' ;;
    *) advice='if the leader was changed, too, its file follows within two minutes, and this worker starts again meanwhile' ;;
  esac
  refuse "this worker is of $IMAGE, the leaders are of $leaders: $advice"
fi
prepare_start
own=$(address)
options=(-D "taskmanager.host=$own")
if [ "${RESOURCE_ID:-}" = true ]; then options+=(-D "taskmanager.resource-id=$HOSTNAME"); fi

exec "$FLINK_HOME/bin/taskmanager.sh" start-foreground "${options[@]}"
