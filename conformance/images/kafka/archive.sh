#!/usr/bin/env bash
# Makes the archives of loaded classes that the official image has: storage.jsa of `kafka-storage.sh format`, kafka.jsa of a server
# that a topic was made on, written to and read from. A Java that is told of them (-XX:SharedArchiveFile=) starts faster.
#   unshare --mount --net --pid --fork archive.sh ROOT LAYER
# ROOT is the root folder of the layers below, a copy; /opt/kafka and /etc/kafka come from LAYER.
set -euo pipefail

root=$1 layer=$2
chroot "$root" ip link set lo up
mount --make-rprivate /
mount --bind "$layer/opt/kafka" "$root/opt/kafka"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"

kafka() {
  local options=$1 tool=$2
  shift 2
  chroot --userspec=1000:1000 "$root" /usr/bin/env -i PATH=/usr/bin JAVA_HOME=/opt/java/openjdk LC_ALL=en_US.UTF-8 LOG_DIR=/tmp/logs \
    KAFKA_JVM_PERFORMANCE_OPTS="$options" /opt/kafka/bin/"$tool".sh "$@"
}
config=/opt/kafka/config/server.properties
at=(--bootstrap-server localhost:9092)

kafka -XX:ArchiveClassesAtExit=/tmp/storage.jsa kafka-storage format --standalone --cluster-id 5L6g3nShT-eMCtK--X86sw --config $config
trap 'tail -n 20 "$root/tmp/server"' ERR
kafka -XX:ArchiveClassesAtExit=/tmp/kafka.jsa kafka-server-start $config >"$root/tmp/server" 2>&1 &
kafka '' kafka-topics "${at[@]}" --create --topic test
kafka '' kafka-console-producer "${at[@]}" --topic test <<<test
kafka '' kafka-console-consumer "${at[@]}" --topic test --from-beginning --max-messages 1 --timeout-ms 30000
kafka '' kafka-server-stop
wait $! || [ $? = 143 ] # Java ends so on SIGTERM
install --owner=0 --group=0 --mode=644 "$root"/tmp/{storage,kafka}.jsa "$layer/opt/kafka/"
