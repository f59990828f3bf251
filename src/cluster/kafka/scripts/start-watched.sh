#!/usr/bin/env bash
# Starts a Kafka member whose server also serves its metrics: the command that it is given, with the exporter's agent in the server's JVM.
#
# Promise: the agent is in the server and nowhere else. KAFKA_OPTS reaches every program that Kafka's launcher starts, so it must not
# stand in the environment of the container: a tool that somebody runs beside the server would find the agent's port taken and die of it.
# The tools that start.sh itself runs are clients of their own and do not get it (kafka-member.sh).
#
# Environment: METRICS_AGENT (the agent's jar), METRICS_PORT; the rest is the command's.
# Files: jmx-exporter.yaml beside this script.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export KAFKA_OPTS="${KAFKA_OPTS:+$KAFKA_OPTS }-javaagent:$METRICS_AGENT=$METRICS_PORT:$here/jmx-exporter.yaml"
exec "$@"
