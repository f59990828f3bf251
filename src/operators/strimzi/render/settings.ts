import { refuse } from '../../../contract/message';

/**
 * What Strimzi takes out of `config` in silence, for it sets it by itself: prefixes, and what of them may be set nevertheless.
 * https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/api/src/main/java/io/strimzi/api/kafka/model/kafka/KafkaClusterSpec.java
 */
const FORBIDDEN = [
  'listeners', 'advertised.', 'broker.', 'listener.', 'host.name', 'port', 'inter.broker.listener.name', 'sasl.', 'ssl.', 'security.', 'password.',
  'log.dir', 'zookeeper.connect', 'zookeeper.set.acl', 'zookeeper.ssl', 'zookeeper.clientCnxnSocket', 'authorizer.', 'super.user',
  'cruise.control.metrics.topic', 'cruise.control.metrics.reporter.bootstrap.servers', 'node.id', 'process.roles', 'controller.',
  'metadata.log.dir', 'zookeeper.metadata.migration.enable', 'client.quota.callback.static.kafka.admin.', 'client.quota.callback.static.produce',
  'client.quota.callback.static.fetch', 'client.quota.callback.static.storage.per.volume.limit.min.available.',
  'client.quota.callback.static.excluded.principal.name.list', 'prometheus.metrics.reporter.', 'cordoned.log.dirs',
];
const ALLOWED = [
  'zookeeper.connection.timeout.ms', 'sasl.server.max.receive.size', 'ssl.cipher.suites', 'ssl.protocol', 'ssl.enabled.protocols',
  'ssl.secure.random.implementation', 'cruise.control.metrics.topic.num.partitions', 'cruise.control.metrics.topic.replication.factor',
  'cruise.control.metrics.topic.retention.ms', 'cruise.control.metrics.topic.auto.create.retries',
  'cruise.control.metrics.topic.auto.create.timeout.ms', 'cruise.control.metrics.topic.min.insync.replicas', 'broker.session.timeout.ms',
  'broker.heartbeat.interval.ms', 'controller.socket.timeout.ms', 'controller.quorum.election.backoff.max.ms',
  'controller.quorum.election.timeout.ms', 'controller.quorum.fetch.timeout.ms',
];

/** The settings, sorted. */
export function checkedSettings(path: string, settings: Record<string, string>): Record<string, string> {
  for (const [key, value] of Object.entries(settings)) {
    const prefix = FORBIDDEN.find((each) => key.startsWith(each));
    if (prefix === undefined || ALLOWED.includes(key)) continue;
    refuse({
      path,
      what: `config['${key}']`,
      got: `'${value}'`,
      expected: `no setting that starts with ${prefix}: strimzi sets those, and takes others out in silence`,
      change: 'leave it away, or operator',
    });
  }
  return Object.fromEntries(Object.keys(settings).sort().map((key) => [key, settings[key]]));
}
