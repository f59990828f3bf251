import { ResourceHealth } from './resource-health';
import { StatusCheck } from './status-check';

/** A kind of a known operator. */
export interface KnownHealth extends ResourceHealth {
  /** Whether Argo CD has a check of its own: resource_customizations/ of https://github.com/argoproj/argo-cd/tree/v3.5.1 */
  readonly inArgoCd: boolean;
}

const is = (type: string, status = 'True') => StatusCheck.condition(type, { status });
const field = (path: string, ...values: string[]) => StatusCheck.field(path, values);

function kinds(group: string, names: string, ready: StatusCheck[], failed: StatusCheck[] = [], inArgoCd = false): KnownHealth[] {
  return names.split(' ').map((kind) => ({ group, kind, ready, failed, inArgoCd }));
}

const BUILT_IN = true;
/** Strimzi says so while it makes a cluster for the first time. */
const notReady = StatusCheck.condition('NotReady', { exceptReason: 'Creating' });

/**
 * What each project's definitions and sources say of the status, at: Strimzi 1.2.0, cert-manager 1.21.1, CloudNativePG 1.30.0, cass-operator 1.32.0,
 * k8ssandra-operator 1.32.5, redis-operator 0.26.0, valkey-operator 0.5.0, scylla-operator 1.21.1, opensearch-operator 3.0.2, ECK 3.5.0,
 * flink-kubernetes-operator 1.15.0, training-operator 1.9.4, Volcano 1.15.1, spark-kubernetes-operator 1.0.0, spark-operator 2.5.2, Trainer 2.3.0, JobSet 0.12.0, Kueue 0.19.2,
 * KubeRay 1.7.0, LWS 0.10.0.
 *
 * Not here: KafkaRebalance, for a template of one never gets a status, and a proposal waits for a person.
 *
 * Flux has no check of its own for any of them: it asks kstatus, which takes for ready what has no Ready condition, also while nobody has
 * written a status (https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md).
 */
export const KNOWN_HEALTH: KnownHealth[] = [
  ...kinds('kafka.strimzi.io', 'Kafka KafkaConnect KafkaConnector KafkaBridge KafkaTopic KafkaUser', [is('Ready')], [notReady], BUILT_IN),
  ...kinds('kafka.strimzi.io', 'KafkaMirrorMaker2', [is('Ready')], [notReady]),
  ...kinds('cert-manager.io', 'Certificate Issuer ClusterIssuer', [is('Ready')], [], BUILT_IN),
  // paused because it was declared so
  ...kinds('postgresql.cnpg.io', 'Pooler', [field('phase', 'active', 'paused')], [field('phase', 'failed')]),
  ...kinds('postgresql.cnpg.io', 'Database Publication Subscription', [field('applied', 'true')], [field('applied', 'false')]),
  ...kinds('cassandra.datastax.com', 'CassandraDatacenter', [field('cassandraOperatorProgress', 'Ready'), is('Ready')], [is('Valid', 'False')]),
  ...kinds('control.k8ssandra.io', 'CassandraTask', [is('Complete')], [is('Failed')]),
  ...kinds('k8ssandra.io', 'K8ssandraCluster', [is('CassandraInitialized')]),
  ...kinds('redis.redis.opstreelabs.in', 'RedisCluster', [field('state', 'Ready')], [field('state', 'Failed')]),
  ...kinds('valkey.io', 'ValkeyCluster', [field('state', 'Ready'), is('Ready')], [field('state', 'Failed')]),
  ...kinds('scylla.scylladb.com', 'ScyllaCluster ScyllaDBCluster', [is('Available'), is('Progressing', 'False')], [is('Degraded')]),
  // one node has nowhere to put copies, and stays yellow
  ...kinds('opensearch.org', 'OpenSearchCluster', [field('phase', 'RUNNING'), field('health', 'green', 'yellow')], [field('health', 'red')]),
  ...kinds('opensearch.opster.io', 'OpenSearchCluster', [field('phase', 'RUNNING'), field('health', 'green', 'yellow')], [field('health', 'red')]),
  ...kinds('kibana.k8s.elastic.co', 'Kibana', [field('health', 'green')], [field('health', 'red')]),
  ...kinds('flink.apache.org', 'FlinkDeployment', [field('lifecycleState', 'STABLE', 'SUSPENDED')],
    [field('lifecycleState', 'FAILED', 'ROLLED_BACK')], BUILT_IN),
  ...kinds('flink.apache.org', 'FlinkSessionJob', [field('lifecycleState', 'STABLE', 'SUSPENDED')],
    [field('lifecycleState', 'FAILED', 'ROLLED_BACK')]),
  ...kinds('flink.apache.org', 'FlinkStateSnapshot', [field('state', 'COMPLETED')], [field('state', 'FAILED', 'ABANDONED')]),
  // the last two are where both ways end, success and failure: the state alone no longer tells which
  ...kinds('spark.apache.org', 'SparkApplication',
    [field('currentState.currentStateSummary', 'RunningHealthy', 'Succeeded', 'ResourceReleased', 'TerminatedWithoutReleaseResources')],
    [field('currentState.currentStateSummary', 'Failed', 'SchedulingFailure', 'DriverEvicted', 'DriverStartTimedOut', 'DriverReadyTimedOut', 'ExecutorsStartTimedOut')]),
  ...kinds('sparkoperator.k8s.io', 'SparkApplication', [field('applicationState.state', 'RUNNING', 'COMPLETED')],
    [field('applicationState.state', 'FAILED', 'SUBMISSION_FAILED')], BUILT_IN),
  // while it runs it is neither: a job is ready when it is done
  ...kinds('kubeflow.org', 'TFJob PyTorchJob', [is('Succeeded')], [is('Failed')]),
  ...kinds('batch.volcano.sh', 'Job', [field('state.phase', 'Completed')], [field('state.phase', 'Failed', 'Aborted', 'Terminated')]),
  ...kinds('trainer.kubeflow.org', 'TrainJob', [is('Complete')], [is('Failed')]),
  ...kinds('jobset.x-k8s.io', 'JobSet', [is('Completed')], [is('Failed')]),
  ...kinds('kueue.x-k8s.io', 'ClusterQueue LocalQueue', [is('Active')], [is('Active', 'False')]),
  ...kinds('ray.io', 'RayCluster', [is('RayClusterProvisioned'), is('HeadPodReady')], [is('ReplicaFailure')]),
  ...kinds('leaderworkerset.x-k8s.io', 'LeaderWorkerSet', [is('Available')]),
];
