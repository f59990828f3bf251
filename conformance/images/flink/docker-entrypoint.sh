#!/usr/bin/env bash
# What the official image's does, in words of our own: settings from the environment go into conf/config.yaml, then the process of the first
# argument starts in the foreground; any other first argument is a command. Like there, a setting or plugin that can't be written stops nothing.

config=$FLINK_HOME/conf
# KEY VALUE ... into config.yaml; each call starts a Java.
settings() {
  local options=()
  while [ $# -gt 0 ]; do
    options+=("-D$1=$2")
    shift 2
  done
  "$FLINK_HOME/bin/config-parser-utils.sh" "$config" "$FLINK_HOME/bin" "$FLINK_HOME/lib" "${options[@]}"
}

if [ "$(id -u)" = 0 ]; then
  echo "WARNING: runs as root; Flink needs no such rights"
fi

if [ "${DISABLE_JEMALLOC:-false}" = false ]; then
  jemalloc=/usr/lib/$(uname -m)-linux-gnu/libjemalloc.so
  if [ -f "$jemalloc" ]; then
    export LD_PRELOAD=$LD_PRELOAD:$jemalloc
  else
    echo "WARNING: no jemalloc at $jemalloc; glibc allocates"
  fi
fi

IFS=';' read -ra plugins <<<"$ENABLE_BUILT_IN_PLUGINS"
for plugin in "${plugins[@]}"; do
  if [ ! -e "$FLINK_HOME/opt/$plugin" ]; then
    echo "Plugin $plugin does not exist. Exiting."
    exit 1
  fi
  mkdir -p "$FLINK_HOME/plugins/${plugin%.jar}"
  ln -fs "$FLINK_HOME/opt/$plugin" "$FLINK_HOME/plugins/${plugin%.jar}"
  echo "Enabled $plugin"
done

given=(jobmanager.rpc.address "${JOB_MANAGER_RPC_ADDRESS:-$(hostname -f)}" blob.server.port 6124 query.server.port 6125)
if [ -n "$TASK_MANAGER_NUMBER_OF_TASK_SLOTS" ]; then
  given+=(taskmanager.numberOfTaskSlots "$TASK_MANAGER_NUMBER_OF_TASK_SLOTS")
fi
settings "${given[@]}"

properties=()
while read -r line; do
  line=$(tr -d '[:space:]' <<<"$line")
  if [ -n "$line" ]; then
    properties+=("${line%%:*}" "$(envsubst <<<"${line#*:}")")
  fi
done <<<"$FLINK_PROPERTIES"
if [ ${#properties[@]} -gt 0 ]; then
  settings "${properties[@]}"
fi

case $1 in
  help) echo "Usage: $(basename "$0") (jobmanager|standalone-job|taskmanager|history-server)" ;;
  jobmanager) exec "$FLINK_HOME/bin/jobmanager.sh" start-foreground "${@:2}" ;;
  standalone-job) exec "$FLINK_HOME/bin/standalone-job.sh" start-foreground "${@:2}" ;;
  taskmanager) exec "$FLINK_HOME/bin/taskmanager.sh" start-foreground "${@:2}" ;;
  history-server) exec "$FLINK_HOME/bin/historyserver.sh" start-foreground "${@:2}" ;;
  *) exec "$@" ;;
esac
