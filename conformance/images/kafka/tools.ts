// The tools of Kafka's distribution and the class that each runs, from `bin/` of 4.3 and its jars.

interface Tool {
  readonly class: string;
  /** KAFKA_HEAP_OPTS where it isn't set, if it is more than kafka-run-class.sh's own. */
  readonly heap?: string;
}

const ORG = 'org.apache.kafka.tools';
const LOAD = '-Xmx512M';

/** By the name of its script, without `.sh`. */
export function toolsOf(version: string): Record<string, Tool> {
  const moved = version.startsWith('4.2.') ? 'kafka.tools' : ORG;
  return {
    'kafka-acls': { class: `${ORG}.AclCommand` },
    'kafka-broker-api-versions': { class: `${ORG}.BrokerApiVersionsCommand` },
    'kafka-client-metrics': { class: `${ORG}.ClientMetricsCommand` },
    'kafka-cluster': { class: `${ORG}.ClusterTool` },
    'kafka-configs': { class: 'kafka.admin.ConfigCommand' },
    'kafka-console-consumer': { class: `${ORG}.consumer.ConsoleConsumer`, heap: LOAD },
    'kafka-console-producer': { class: `${ORG}.ConsoleProducer`, heap: LOAD },
    'kafka-console-share-consumer': { class: `${ORG}.consumer.ConsoleShareConsumer`, heap: LOAD },
    'kafka-consumer-groups': { class: `${ORG}.consumer.group.ConsumerGroupCommand` },
    'kafka-consumer-perf-test': { class: `${ORG}.ConsumerPerformance`, heap: LOAD },
    'kafka-delegation-tokens': { class: `${ORG}.DelegationTokenCommand` },
    'kafka-delete-records': { class: `${ORG}.DeleteRecordsCommand` },
    'kafka-dump-log': { class: `${moved}.DumpLogSegments` },
    'kafka-e2e-latency': { class: `${ORG}.EndToEndLatency` },
    'kafka-features': { class: `${ORG}.FeatureCommand` },
    'kafka-get-offsets': { class: `${ORG}.GetOffsetShell` },
    'kafka-groups': { class: `${ORG}.GroupsCommand` },
    'kafka-jmx': { class: `${ORG}.JmxTool` },
    'kafka-leader-election': { class: `${ORG}.LeaderElectionCommand` },
    'kafka-log-dirs': { class: `${ORG}.LogDirsCommand` },
    'kafka-metadata-quorum': { class: `${ORG}.MetadataQuorumCommand` },
    'kafka-producer-perf-test': { class: `${ORG}.ProducerPerformance`, heap: LOAD },
    'kafka-reassign-partitions': { class: `${ORG}.reassign.ReassignPartitionsCommand` },
    'kafka-replica-verification': { class: `${ORG}.ReplicaVerificationTool` },
    'kafka-share-consumer-perf-test': { class: `${ORG}.ShareConsumerPerformance`, heap: LOAD },
    'kafka-share-groups': { class: `${ORG}.consumer.group.ShareGroupCommand` },
    'kafka-storage': { class: 'kafka.tools.StorageTool' },
    'kafka-streams-application-reset': { class: `${ORG}.StreamsResetter`, heap: LOAD },
    'kafka-streams-groups': { class: `${ORG}.streams.StreamsGroupCommand` },
    'kafka-topics': { class: `${ORG}.TopicCommand` },
    'kafka-transactions': { class: `${ORG}.TransactionsCommand` },
    'kafka-verifiable-consumer': { class: `${ORG}.VerifiableConsumer`, heap: LOAD },
    'kafka-verifiable-producer': { class: `${ORG}.VerifiableProducer`, heap: LOAD },
    'kafka-verifiable-share-consumer': { class: `${ORG}.VerifiableShareConsumer`, heap: LOAD },
  };
}

/** The script that runs it. */
export function launcher({ class: name, heap }: Tool): string {
  return [
    '#!/usr/bin/env bash',
    ...heap ? [`export KAFKA_HEAP_OPTS=\${KAFKA_HEAP_OPTS:-${heap}}`] : [],
    `exec "$(dirname "$0")/kafka-run-class.sh" ${name} "$@"`,
    '',
  ].join('\n');
}
