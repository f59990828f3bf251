import { CatalogueEntry } from '../../vendor/entry';

/** The release that cert-manager gives its certificate, for others need a key in git. */
const FILES = [
  '000-Namespace', '010-ServiceAccount', '020-ClusterRole', '021-Role', '030-ClusterRoleBinding', '031-RoleBinding', '040-Issuer', '041-Certificate',
  '050-Service', '060-Deployment', '070-ValidatingWebhookConfiguration',
].map((name) => `${name}.yaml`);

/**
 * Strimzi's Drain Cleaner: it denies evictions of Kafka's pods, and marks them for the operator, which rolls them in its own order. So the clusters'
 * PodDisruptionBudget stays as it is, and holds where the webhook does not answer (failurePolicy: Ignore).
 * Read at the tag 1.6.0 of https://github.com/strimzi/drain-cleaner: install/certmanager, helm-charts/helm3, ValidatingWebhook.java; and 1.6.1, with which
 * Strimzi 1.2.0 is published (install/drain-cleaner). It is published
 * in archives alone, so that its manifests are taken from the tag.
 */
export const DRAIN_CLEANER: CatalogueEntry = {
  name: 'strimzi-drain-cleaner',
  construct: 'StrimziOperator with drainCleanerVersion',
  sources: [{
    since: '1.6.0',
    manifests: 'https://raw.githubusercontent.com/strimzi/drain-cleaner/{version}/install/certmanager',
    files: FILES,
    leastKubernetesMinor: 30,
  }],
  chart: { repository: 'oci://quay.io/strimzi-helm', name: 'strimzi-drain-cleaner' },
  definitions: [],
  needsCertManager: true,
  namespaces: ['strimzi-drain-cleaner'],
  versionedImages: ['quay.io/strimzi/drain-cleaner'],
  // each answers by itself and keeps nothing
  controllers: [{ name: 'strimzi-drain-cleaner', mayHaveReplicas: true }],
  ports: [{ number: 8443, from: 'API server', to: 'strimzi-drain-cleaner' }],
  deleting: ['evictions are let through again, as far as the budget lets them'],
  proven: ['1.6.0', '1.6.1'],
};
