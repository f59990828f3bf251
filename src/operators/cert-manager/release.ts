import { CatalogueEntry } from '../vendor/entry';

/**
 * cert-manager, from 1.20.0 on, whose chart takes one registry for all images.
 * Read at the tags v1.20.0 and v1.21.1 of https://github.com/cert-manager/cert-manager: deploy/charts/cert-manager, deploy/crds, and
 * make/manifests.mk, which renders the manifests of a release from the chart.
 */
export const CERT_MANAGER: CatalogueEntry = {
  name: 'cert-manager',
  construct: 'CertManager',
  sources: [{
    since: '1.20.0',
    manifests: 'https://github.com/cert-manager/cert-manager/releases/download/v{version}/cert-manager.yaml',
    leastKubernetesMinor: 22,
  }],
  chart: { repository: 'oci://quay.io/jetstack/charts', name: 'cert-manager', versionPrefix: 'v' },
  definitions: [
    'certificaterequests.cert-manager.io', 'certificates.cert-manager.io', 'challenges.acme.cert-manager.io', 'clusterissuers.cert-manager.io',
    'issuers.cert-manager.io', 'orders.acme.cert-manager.io',
  ],
  writtenAs: { 'certificates.cert-manager.io': 'v1', 'issuers.cert-manager.io': 'v1' },
  // its leader is elected in kube-system, where clusters that are run by others let nobody write
  namespaces: ['cert-manager', 'kube-system'],
  namespaceArguments: ['--leader-election-namespace'],
  versionedImages: [
    'quay.io/jetstack/cert-manager-acmesolver', 'quay.io/jetstack/cert-manager-cainjector', 'quay.io/jetstack/cert-manager-controller',
    'quay.io/jetstack/cert-manager-webhook',
  ],
  tagPrefix: 'v',
  imageArguments: ['--acme-http01-solver-image'],
  controllers: [
    { name: 'cert-manager', mayHaveReplicas: true },
    { name: 'cert-manager-cainjector', mayHaveReplicas: true },
    { name: 'cert-manager-webhook', mayHaveReplicas: true },
  ],
  // and 9403 and 6080, which the kubelet asks
  ports: [
    { number: 10250, from: 'API server', to: 'cert-manager-webhook', deployments: ['cert-manager-webhook'] },
    { number: 9402, from: 'monitoring', to: 'all three: metrics', deployments: ['cert-manager', 'cert-manager-cainjector', 'cert-manager-webhook'] },
  ],
  deleting: [
    'a definition takes every Certificate and Issuer; Secrets stay, unless it runs with --enable-certificate-owner-ref',
    'the webhook alone: nothing of cert-manager can be made or changed',
  ],
  proven: ['1.21.1'],
};
