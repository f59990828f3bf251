import { CatalogueEntry } from '../vendor/entry';

/**
 * Strimzi, from 1.0.0 on: older versions store their objects as v1beta2, which is gone since.
 * Read at the tag 1.2.0 of https://github.com/strimzi/strimzi-kafka-operator: install/cluster-operator, helm-charts/helm3,
 * documentation/modules/deploying, CHANGELOG.md (Kubernetes 1.30), Makefile (release_single_file).
 */
export const STRIMZI: CatalogueEntry = {
  name: 'strimzi',
  construct: 'StrimziOperator',
  sources: [{
    since: '1.0.0',
    manifests: 'https://github.com/strimzi/strimzi-kafka-operator/releases/download/{version}/strimzi-cluster-operator-{version}.yaml',
    leastKubernetesMinor: 30,
  }],
  chart: { repository: 'oci://quay.io/strimzi-helm', name: 'strimzi-kafka-operator' },
  definitions: [
    'kafkabridges.kafka.strimzi.io', 'kafkaconnectors.kafka.strimzi.io', 'kafkaconnects.kafka.strimzi.io', 'kafkamirrormaker2s.kafka.strimzi.io',
    'kafkanodepools.kafka.strimzi.io', 'kafkarebalances.kafka.strimzi.io', 'kafkas.kafka.strimzi.io', 'kafkatopics.kafka.strimzi.io',
    'kafkausers.kafka.strimzi.io', 'strimzipodsets.core.strimzi.io',
  ],
  writtenAs: { 'kafkanodepools.kafka.strimzi.io': 'v1', 'kafkarebalances.kafka.strimzi.io': 'v1', 'kafkas.kafka.strimzi.io': 'v1', 'kafkatopics.kafka.strimzi.io': 'v1', 'kafkausers.kafka.strimzi.io': 'v1' },
  namespaces: ['myproject'],
  versionedImages: ['quay.io/strimzi/operator', 'quay.io/strimzi/kafka'],
  imageVariables: /^STRIMZI_\w+_(IMAGE|IMAGES|MAVEN_BUILDER)$/,
  controllers: [{ name: 'strimzi-cluster-operator', mayHaveReplicas: true }],
  watch: {
    variable: 'STRIMZI_NAMESPACE',
    all: '*',
    // proc-deploy-cluster-operator-watch-whole-cluster.adoc; the first's own name is taken by a ClusterRoleBinding
    bindings: [
      { name: 'strimzi-cluster-operator', nameForAll: 'strimzi-cluster-operator-namespaced' },
      { name: 'strimzi-cluster-operator-watched', nameForAll: 'strimzi-cluster-operator-watched' },
      { name: 'strimzi-cluster-operator-entity-operator-delegation', nameForAll: 'strimzi-cluster-operator-entity-operator-delegation' },
    ],
  },
  // the first five: KafkaCluster.generateNetworkPolicy and its like, Strimzi makes these policies itself; the last: install/cluster-operator,
  // 060-Deployment, which listens on nothing else
  ports: [
    { number: 9090, from: 'operator', to: 'controllers and brokers: control plane' },
    { number: 9091, from: 'operator', to: 'brokers: replication listener' },
    { number: 8443, from: 'operator', to: 'brokers and controllers: agent' },
    { number: 8083, from: 'operator', to: 'Kafka Connect: REST' },
    { number: 9090, from: 'operator', to: 'Cruise Control: REST' },
    { number: 8080, from: 'monitoring', to: 'operator: metrics', deployments: ['strimzi-cluster-operator'] },
  ],
  deleting: [
    'a definition takes every cluster, topic and user of its kind; claims stay, unless the pool says deleteClaim',
    'the operator takes nothing, and nothing is repaired or renewed without it; a KafkaTopic that is deleted then waits for its finalizer: delete topics first',
  ],
  proven: ['1.2.0'],
};
