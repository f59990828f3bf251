#!/usr/bin/env bash
# Runs a class of Kafka:  kafka-run-class.sh [-name NAME] [-loggc] [-daemon] CLASS [ARGUMENT...]
#
# Written for this image; what it takes from the environment, and what it does without, is as in the official one:
# - KAFKA_HEAP_OPTS, by default -Xmx256M; KAFKA_JVM_PERFORMANCE_OPTS, by default G1 as below.
# - KAFKA_JMX_OPTS, by default a JMX agent without login, on a random port, or on JMX_PORT.
# - KAFKA_LOG4J_OPTS, by default config/tools-log4j2.yaml. Where it is set, LOG_DIR (by default logs/) is made;
#   that it can't be made stops nothing.
# - -loggc writes LOG_DIR/NAME-gc.log unless KAFKA_GC_LOG_OPTS is set; Java doesn't start where that can't be written.
# - KAFKA_OPTS, KAFKA_DEBUG with JAVA_DEBUG_PORT, DEBUG_SUSPEND_FLAG and JAVA_DEBUG_OPTS, CLASSPATH before the jars of libs/,
#   JAVA_HOME, DAEMON_MODE.
# shellcheck disable=SC2086,SC2206 # options are several words

home=$(dirname "$0")/..
name=''
while :; do
  case ${1:-} in
    -name) name=$2; shift 2 ;;
    -loggc) loggc=true; shift ;;
    -daemon) DAEMON_MODE=true; shift ;;
    '') echo "USAGE: $0 [-daemon] [-name servicename] [-loggc] classname [opts]"; exit 1 ;;
    *) break ;;
  esac
done

: "${LOG_DIR:=$home/logs}"
[ -z "$KAFKA_LOG4J_OPTS" ] || [ -d "$LOG_DIR" ] || mkdir -p "$LOG_DIR"
[ -z "$loggc" ] || : "${KAFKA_GC_LOG_OPTS:=-Xlog:gc*:file=$LOG_DIR/$name-gc.log:time,tags:filecount=10,filesize=100M}"

: "${KAFKA_JMX_OPTS:=-Dcom.sun.management.jmxremote=true -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false}"
if [ -n "$JMX_PORT" ]; then
  KAFKA_JMX_OPTS+=" -Dcom.sun.management.jmxremote.port=$JMX_PORT"
  [[ $KAFKA_JMX_OPTS == *-Dcom.sun.management.jmxremote.rmi.port=* ]] || KAFKA_JMX_OPTS+=" -Dcom.sun.management.jmxremote.rmi.port=$JMX_PORT"
fi
if [ -n "$KAFKA_DEBUG" ]; then
  : "${JAVA_DEBUG_OPTS:=-agentlib:jdwp=transport=dt_socket,server=y,suspend=${DEBUG_SUSPEND_FLAG:-n},address=${JAVA_DEBUG_PORT:-5005}}"
  KAFKA_OPTS="$JAVA_DEBUG_OPTS $KAFKA_OPTS"
fi

# Each by its name, in order: Java uses what it has archived (kafka.jsa) only under the same class path.
for jar in "$home"/libs/*.jar; do
  CLASSPATH+=${CLASSPATH:+:}$jar
done

g1='-server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35 -XX:+ExplicitGCInvokesConcurrent -Djava.awt.headless=true'
java=(
  "${JAVA_HOME:+$JAVA_HOME/bin/}java"
  ${KAFKA_HEAP_OPTS:--Xmx256M}
  ${KAFKA_JVM_PERFORMANCE_OPTS:-$g1}
  $KAFKA_GC_LOG_OPTS
  $KAFKA_JMX_OPTS
  "-Dkafka.logs.dir=$LOG_DIR" ${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=$home/config/tools-log4j2.yaml}
  -cp "$CLASSPATH"
  $KAFKA_OPTS
  "$@"
)
if [ "$DAEMON_MODE" = true ]; then
  nohup "${java[@]}" >"$LOG_DIR/$name.out" 2>&1 </dev/null &
else
  exec "${java[@]}"
fi
