import { Automation, OperationPlan } from '../../plan';

const { AUTOMATIC, HELPER, MANUAL, NONE } = Automation;
const SOURCE = 'https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0';
const DOCS = `${SOURCE}/documentation`;

/** Who does what where Strimzi runs Kafka, in the words that the built-in objects' table has. `drainCleaner`: whether it turns evictions into rolls. */
export function operations(drainCleaner: boolean): OperationPlan[] {
  return [
    { name: 'safe restart', automation: AUTOMATIC, how: 'one pod at a time, a broker only if no partition falls under its in-sync minimum; a pod that is stuck goes unasked, and kubectl delete asks nobody', source: `${SOURCE}/cluster-operator/src/main/java/io/strimzi/operator/cluster/operator/resource/KafkaRoller.java` },
    drainCleaner
      ? { name: 'safe drain', automation: AUTOMATIC, how: 'the Drain Cleaner denies the eviction and has the pod rolled like any other', source: `${DOCS}/assemblies/deploying/assembly-drain-cleaner.adoc` }
      : { name: 'safe drain', automation: HELPER, how: 'a budget of one over all pods, blind to copies that lag: nothing waits for them', source: `${DOCS}/assemblies/deploying/assembly-drain-cleaner.adoc` },
    { name: 'failover', automation: AUTOMATIC, how: 'Kafka elects other leaders; the operator, and nobody else, makes the pod anew', source: `${SOURCE}/cluster-operator/src/main/java/io/strimzi/operator/cluster/operator/resource/KafkaRoller.java` },
    { name: 'zone awareness', automation: HELPER, how: 'rack for copies, and hard placement in the pools: the operator places nothing by itself', source: 'https://github.com/strimzi/strimzi-kafka-operator/pull/12073' },
    { name: 'data to new brokers', automation: AUTOMATIC, how: 'Cruise Control, when a pool gets more replicas', source: `${DOCS}/modules/cruise-control/proc-automating-rebalances.adoc` },
    { name: 'brokers emptied before they go', automation: AUTOMATIC, how: 'Cruise Control, in the same commit as fewer replicas', source: `${DOCS}/modules/cruise-control/proc-automating-rebalances.adoc` },
    { name: 'upgrade', automation: AUTOMATIC, how: 'the binaries roll; the metadata follows, or is raised in a later commit', source: `${DOCS}/modules/upgrading/proc-upgrade-kafka-kraft.adoc` },
    { name: 'settings', automation: AUTOMATIC, how: 'set live where Kafka can, else rolled', source: `${SOURCE}/cluster-operator/src/main/java/io/strimzi/operator/cluster/operator/resource/KafkaRoller.java` },
    { name: 'certificates', automation: AUTOMATIC, how: 'authorities of its own, renewed 30 days before they end, and rolled', source: `${DOCS}/modules/security/con-certificate-renewal.adoc` },
    { name: 'topics', automation: AUTOMATIC, how: 'a KafkaTopic each; one that is deleted is deleted in Kafka, with its data', source: `${DOCS}/modules/operators/ref-operator-topic.adoc` },
    { name: 'users and rights', automation: AUTOMATIC, how: 'a KafkaUser each; one that is deleted loses everything', source: `${DOCS}/modules/operators/ref-operator-user.adoc` },
    { name: 'larger volumes', automation: AUTOMATIC, how: 'claims grow if their class lets them', source: `${DOCS}/modules/configuring/proc-managing-storage-node-pools.adoc` },
    { name: 'lost disk', automation: MANUAL, how: 'the pod is annotated strimzi.io/delete-pod-and-pvc', source: `${DOCS}/modules/configuring/con-kafka-recovering-brokers.adoc` },
    { name: 'balance of load', automation: HELPER, how: 'a KafkaRebalance, which a person approves', source: `${DOCS}/modules/cruise-control/proc-automating-rebalances.adoc` },
    { name: 'backup', automation: NONE, how: 'Kafka has none: mirror to another cluster', source: `${DOCS}/assemblies/managing/assembly-cluster-recovery.adoc` },
  ];
}
