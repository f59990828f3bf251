#!/usr/bin/env bash
# Starts Kafka:  kafka-server-start.sh [-daemon] server.properties [--override KEY=VALUE]...
# EXTRA_ARGS replaces `-name kafkaServer -loggc`; the heap is 1 GB, and logs go to standard output and to logs/, unless told otherwise.
# shellcheck disable=SC2086 # options are several words

bin=$(dirname "$0")
if [ $# -lt 1 ]; then
  echo "USAGE: $0 [-daemon] server.properties [--override property=value]*"
  exit 1
fi
EXTRA_ARGS=${EXTRA_ARGS-'-name kafkaServer -loggc'}
if [ "$1" = -daemon ]; then
  EXTRA_ARGS="-daemon $EXTRA_ARGS"
  shift
fi
export KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xmx1G -Xms1G}
export KAFKA_LOG4J_OPTS=${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=$bin/../config/log4j2.yaml}
exec "$bin/kafka-run-class.sh" $EXTRA_ARGS kafka.Kafka "$@"
