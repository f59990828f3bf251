# shellcheck shell=bash
# What the scripts that start a process of Flink have in common: sourced by them. The image's own entry point would change the configuration
# and its folder of plugins, which can't be written to here.
#
# Environment: ENABLE_BUILT_IN_PLUGINS (names of jars in the distribution's folder `opt`, separated by semicolons), WORK_DIR (a folder that it may
# write to), and the folders MEMBER_DIR (the configuration is in its folder `files`) and FLINK_HOME.

: "${FLINK_HOME:=/opt/flink}"
: "${MEMBER_DIR:=/run/member}"

refuse() {
  echo "refused: $*" >&2
  exit 1
}

# The address of this pod: where it stands behind a Service, others must find this pod and no other.
address() {
  local first
  read -r first _ < <(hostname -i) || refuse 'hostname -i names no address of this pod'
  echo "$first"
}

# A folder of plugins, of links: those that are active in the image, and those that are named.
link_plugins() {
  local folder=$MEMBER_DIR/plugins plugin jar
  local -a named
  mkdir -p "$folder"
  for plugin in "$FLINK_HOME"/plugins/*/; do
    [ ! -d "$plugin" ] || ln -sfn "${plugin%/}" "$folder/$(basename "$plugin")"
  done
  IFS=';' read -ra named <<<"${ENABLE_BUILT_IN_PLUGINS:-}"
  for jar in "${named[@]}"; do
    [ -e "$FLINK_HOME/opt/$jar" ] ||
      refuse "the image has no $FLINK_HOME/opt/$jar; its Flink may have another version than the declared one: there is $(cd "$FLINK_HOME/opt" && echo ./*)"
    # A link to a folder of the image that has the jar already is left alone.
    [ -e "$folder/${jar%.jar}" ] || mkdir "$folder/${jar%.jar}"
    [ -L "$folder/${jar%.jar}" ] || ln -sfn "$FLINK_HOME/opt/$jar" "$folder/${jar%.jar}/$jar"
  done
  export FLINK_PLUGINS_DIR=$folder
}

# What Flink needs of newer Javas stands in the configuration of the distribution, which ours replaces. It hangs on the version, so it is taken from there.
module_options() {
  grep -ohE -- '--add-(exports|opens)=[^[:space:]"]+' "$FLINK_HOME"/conf/*.yaml 2>/dev/null | sort -u | tr '\n' ' ' || true
}

# glibc's allocator never gives back what RocksDB frees; the official image has another one, and its entry point takes it
# (https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/resource-providers/standalone/docker/#switching-the-memory-allocator).
use_jemalloc() {
  local library
  library=/usr/lib/$(uname -m)-linux-gnu/libjemalloc.so
  [ ! -f "$library" ] || export LD_PRELOAD=${LD_PRELOAD:+$LD_PRELOAD:}$library
}

prepare_start() {
  export FLINK_CONF_DIR=$MEMBER_DIR/files
  export FLINK_LOG_DIR=$WORK_DIR/log FLINK_PID_DIR=$WORK_DIR
  mkdir -p "$WORK_DIR/log" "$WORK_DIR/tmp" "$WORK_DIR/process"
  # A volume outlives the process: what the last one wrote down of itself does not count.
  rm -f "$WORK_DIR"/*.pid
  link_plugins
  JVM_ARGS="${JVM_ARGS:-} $(module_options)"
  export JVM_ARGS
  use_jemalloc
}
