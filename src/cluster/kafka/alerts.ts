import {
  ACTIVE_CONTROLLERS, BROKER_APPLY_ERRORS, BROKER_LAG, BROKER_LOAD_ERRORS, CLUSTER_LABEL, CONTROLLER_ERRORS, CONTROLLER_LAG, ExportedMetric,
  FENCED_BROKERS, OFFLINE_LOG_DIRECTORIES, OFFLINE_PARTITIONS, QUORUM_LEADER, UNCLEAN_ELECTIONS, UNDER_MIN_ISR, UNDER_REPLICATED,
} from './metrics';
import { Rule } from '../../contract/rule';
import { AlertPlan, AlertSeverity } from '../../plan';

/**
 * When somebody must look at a Kafka cluster. docs/kafka-alerts.md is made of this; docs/kafka-operations.md says what to do.
 *
 * Each watches a rule of the contract on the living cluster. Conditions about the whole cluster hold once for it, not once for each member.
 */

/** What the expressions are about. */
export interface Watched {
  readonly name: string;
  readonly namespaceName: string;
  /** What the names of their claims begin with, before the component's. */
  readonly claimPrefix: string;
  /** The members, by component. */
  readonly members: readonly { readonly component: string; readonly replicas: number; readonly durable: boolean }[];
}

export interface AlertDefinition {
  readonly name: string;
  readonly rule: Rule;
  readonly severity: AlertSeverity;
  readonly forSeconds: number;
  readonly summary: string;
  /** Why this threshold, and why so long: a source, or a reason. */
  readonly why: string;
  expression(watched: Watched): string;
}

const { CRITICAL, WARNING } = AlertSeverity;
const MINUTE = 60;

/** Two scrapes at the longest interval that Scrape allows. */
const SEEN_TWICE = 2 * MINUTE;
/** Longer than a member is away in maintenance: 600 s of grace, and its start. */
const LONGER_THAN_MAINTENANCE = 15 * MINUTE;
/** Metadata records come twice a second, also when nothing happens (metadata.max.idle.interval.ms, 500). */
const MOST_LAG_MS = 10_000;

/** The series of one cluster. */
export function of({ name }: ExportedMetric, watched: Watched): string {
  return `${name}{${CLUSTER_LABEL}="${clusterOf(watched)}"}`;
}

export function clusterOf({ name, namespaceName }: { name: string; namespaceName: string }): string {
  return `${namespaceName}/${name}`;
}

/** What is free of each member's volume, 0 to 1. The kubelet's metric, not Kafka's. */
export function freeSpace(watched: Watched): string {
  const components = watched.members.filter(({ durable }) => durable).map(({ component }) => component).join('|');
  const claims = `{namespace="${watched.namespaceName}", persistentvolumeclaim=~"${watched.claimPrefix}(${components})-[0-9]+"}`;
  return `kubelet_volume_stats_available_bytes${claims} / kubelet_volume_stats_capacity_bytes${claims}`;
}

export const ALERTS: readonly AlertDefinition[] = [
  {
    name: 'KafkaActiveController',
    rule: Rule.QUORUM_MAJORITY,
    severity: CRITICAL,
    forSeconds: SEEN_TWICE,
    summary: '{{ $value }} active controllers are seen, expected 1: topics, leaders and brokers can\'t change',
    why: 'Kafka, Monitoring: only one should have 1. An election takes seconds (controller.quorum.fetch.timeout.ms 2000, controller.quorum.election.timeout.ms '
      + '1000), and in between the old and the new one may be seen at once: two minutes are two scrapes. No answer at all counts as none',
    expression: (watched) => `(sum(${of(ACTIVE_CONTROLLERS, watched)}) or vector(0)) != 1`,
  },
  {
    name: 'KafkaLeaderUnknown',
    rule: Rule.QUORUM_MAJORITY,
    severity: WARNING,
    forSeconds: SEEN_TWICE,
    summary: '{{ $labels.pod }} knows no leader of the metadata quorum',
    why: 'Kafka, Monitoring: -1 is unknown. One that started and finds none, or led and lost its majority; a follower that is cut off keeps the leader that it knew (KIP-996, '
      + 'pre-vote; KafkaRaftClient), and KafkaMetadataLag sees it. '
      + 'Two minutes are two scrapes, and an election takes seconds',
    expression: (watched) => `${of(QUORUM_LEADER, watched)} == -1`,
  },
  {
    name: 'KafkaOfflinePartitions',
    rule: Rule.REPLICATION_COPIES,
    severity: CRITICAL,
    forSeconds: MINUTE,
    summary: '{{ $value }} partitions have no leader: nobody can read or write them',
    why: 'No partition is without a leader in maintenance or after one failure; a minute lets an election that is under way end',
    expression: (watched) => `max(${of(OFFLINE_PARTITIONS, watched)}) > 0`,
  },
  {
    name: 'KafkaUnderMinIsr',
    rule: Rule.REPLICATION_COPIES,
    severity: CRITICAL,
    forSeconds: MINUTE,
    summary: '{{ $value }} partitions have fewer copies in sync than min.insync.replicas: writes with acks=all are refused',
    why: 'Kafka, Monitoring: normal is 0. The farewell keeps a member that is needed for it, so that maintenance is no reason; a minute lets a broker that was only slow '
      + 'for 30 s (replica.lag.time.max.ms) catch up',
    expression: (watched) => `sum(${of(UNDER_MIN_ISR, watched)}) > 0`,
  },
  {
    name: 'KafkaUnderReplicated',
    rule: Rule.REPLICATION_ACKNOWLEDGED_COPIES,
    severity: WARNING,
    forSeconds: LONGER_THAN_MAINTENANCE,
    summary: '{{ $value }} partitions have a copy that is not in sync: the next failure may refuse writes',
    why: 'Kafka, Monitoring: normal is 0. A member that restarts is out of sync for its stop (600 s of grace at most) and its start; a quarter of an hour is longer',
    expression: (watched) => `sum(${of(UNDER_REPLICATED, watched)}) > 0`,
  },
  {
    name: 'KafkaBrokersFenced',
    rule: Rule.DISRUPTION_BUDGET,
    severity: WARNING,
    forSeconds: LONGER_THAN_MAINTENANCE,
    summary: '{{ $value }} brokers are registered and do not serve: the budget lets no other go',
    why: 'A broker is fenced while it restarts: a quarter of an hour is longer than that. One that was taken out of the declaration stays fenced until the Job that moves partitions has unregistered it',
    expression: (watched) => `max(${of(FENCED_BROKERS, watched)}) > 0`,
  },
  {
    name: 'KafkaMembersSilent',
    rule: Rule.AVAILABILITY_SINGLE_POINT,
    severity: WARNING,
    forSeconds: LONGER_THAN_MAINTENANCE,
    summary: 'only {{ $value }} members give metrics: the others are down, or nobody would know if they were',
    why: 'Every broker and controller has the metric. A quarter of an hour is longer than a member is away in maintenance',
    expression: (watched) => `(count(${of(QUORUM_LEADER, watched)}) or vector(0)) < ${watched.members.reduce((sum, { replicas }) => sum + replicas, 0)}`,
  },
  {
    name: 'KafkaUncleanElection',
    rule: Rule.ELECTION_CLEAN,
    severity: CRITICAL,
    forSeconds: 0,
    summary: 'a copy that was not in sync became leader: acknowledged messages are lost',
    why: 'Kafka, Monitoring: normal is 0. Each one counts, and an hour lets nobody miss it',
    expression: (watched) => `sum(increase(${of(UNCLEAN_ELECTIONS, watched)}[1h])) > 0`,
  },
  {
    name: 'KafkaLogDirectoryOffline',
    rule: Rule.STORAGE_DURABLE,
    severity: CRITICAL,
    forSeconds: 0,
    summary: 'a log directory of {{ $labels.pod }} failed: its copies are gone until the disk is well again',
    why: 'Kafka, Monitoring: normal is 0, and no directory comes back before a restart',
    expression: (watched) => `${of(OFFLINE_LOG_DIRECTORIES, watched)} > 0`,
  },
  {
    name: 'KafkaVolumeFillingUp',
    rule: Rule.STORAGE_DURABLE,
    severity: WARNING,
    forSeconds: LONGER_THAN_MAINTENANCE,
    summary: 'only {{ $value | humanizePercentage }} of {{ $labels.persistentvolumeclaim }} are free',
    why: '15 %, as in kubernetes-mixin (storage_alerts; without its forecast) and in Strimzi\'s example rules: room to grow the claim or to shorten retention',
    expression: (watched) => `${freeSpace(watched)} < 0.15`,
  },
  {
    name: 'KafkaVolumeFull',
    rule: Rule.STORAGE_DURABLE,
    severity: CRITICAL,
    forSeconds: MINUTE,
    summary: 'only {{ $value | humanizePercentage }} of {{ $labels.persistentvolumeclaim }} are free: a member whose disk is full stops',
    why: '3 % for a minute, as in kubernetes-mixin (storage_alerts)',
    expression: (watched) => `${freeSpace(watched)} < 0.03`,
  },
  {
    name: 'KafkaMetadataLag',
    rule: Rule.QUORUM_MAJORITY,
    severity: WARNING,
    forSeconds: 5 * MINUTE,
    summary: '{{ $labels.pod }} is {{ $value }} ms behind in metadata: it is cut off from the quorum or too slow, and acts on an old view',
    why: 'The active controller writes a record twice a second (metadata.max.idle.interval.ms, 500), so that the lag is below a second; 10 s are more than a broker may be '
      + 'silent before it is fenced (broker.session.timeout.ms, 9000). A start that reads the log anew is over in five minutes',
    expression: (watched) => [CONTROLLER_LAG, BROKER_LAG].map((metric) => `${of(metric, watched)} > ${MOST_LAG_MS}`).join(' or '),
  },
  {
    name: 'KafkaMetadataErrors',
    rule: Rule.QUORUM_MAJORITY,
    severity: CRITICAL,
    forSeconds: 0,
    summary: '{{ $labels.pod }} could not read or carry out metadata ({{ $value }} errors since its start): what it does may differ from what the quorum decided',
    why: 'KIP-859: normal is 0. The count goes back with a restart only, as does what the member missed',
    expression: (watched) => [CONTROLLER_ERRORS, BROKER_LOAD_ERRORS, BROKER_APPLY_ERRORS].map((metric) => `${of(metric, watched)} > 0`).join(' or '),
  },
];

/** The page that says what to do, by the alert's name in lower case. */
const RUNBOOKS = 'https://github.com/cdk8s-data/cdk8s-data/blob/main/docs/kafka-operations.md';

/** The alerts of one cluster. What its members don't have is left out: without claims no volume fills up. */
export function alerts(watched: Watched, runbooks = RUNBOOKS): AlertPlan[] {
  const claims = watched.members.some(({ durable }) => durable);
  return ALERTS.filter(({ expression }) => claims || !expression(watched).includes('kubelet_')).map((alert) => ({
    name: alert.name,
    rule: alert.rule.id,
    severity: alert.severity,
    expression: alert.expression(watched),
    forSeconds: alert.forSeconds,
    summary: alert.summary,
    runbook: `${runbooks}#${alert.name.toLowerCase()}`,
  }));
}
