import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { stringify } from 'yaml';
import { run } from '../../../src/cli/main';
import { CERT_MANAGER } from '../../../src/operators/cert-manager/release';
import { PROMETHEUS_OPERATOR } from '../../../src/operators/prometheus/release';
import { STRIMZI } from '../../../src/operators/strimzi/release';
import { CatalogueEntry } from '../../../src/operators/vendor/entry';

/*
 * Releases with the shape of the real ones, and their traps, written by hand: nothing of what the projects publish stands here.
 */

export type Objects = any[];
/** Files by name. */
export type Files = Record<string, Objects>;

/** A definition as small as it can be, with what the API server would drop. */
export function definition(name: string, more: any = {}): any {
  const [plural, ...group] = name.split('.');
  const kind = plural[0].toUpperCase() + plural.slice(1, -1);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, creationTimestamp: null, labels: {}, annotations: { 'helm.sh/resource-policy': 'keep' } },
    spec: {
      group: group.join('.'),
      names: { kind, plural, singular: plural.slice(0, -1), categories: [] },
      scope: 'Namespaced',
      versions: [{
        name: 'v1',
        served: true,
        storage: true,
        deprecated: false,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', default: {}, properties: {} }, status: { type: 'object', nullable: false, properties: {} } } } },
      }],
      ...more,
    },
    status: { acceptedNames: { kind: '', plural: '' }, conditions: [], storedVersions: [] },
  };
}

const SUBJECT = { kind: 'ServiceAccount', name: 'strimzi-cluster-operator', namespace: 'myproject' };

function strimziBinding(kind: string, name: string, role: string): any {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name, labels: { app: 'strimzi' } },
    subjects: [SUBJECT],
    roleRef: { kind: 'ClusterRole', name: role, apiGroup: 'rbac.authorization.k8s.io' },
  };
}

function clusterRole(name: string): any {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name, labels: { app: 'strimzi' } }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }] };
}

/** The Drain Cleaner's folder install/certmanager: its namespace, its Service and its certificate have one name. */
export function drainCleaner(version = '1.6.1'): Files {
  const name = 'strimzi-drain-cleaner';
  const metadata = { name, labels: { app: name }, namespace: name };
  const own = (kind: string) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: kind.startsWith('Cluster') ? { name } : metadata });
  const binding = (role: string) => ({ ...own(`${role}Binding`), subjects: [{ kind: 'ServiceAccount', name, namespace: name }], roleRef: { kind: role, name, apiGroup: 'rbac.authorization.k8s.io' } });
  return {
    '000-Namespace.yaml': [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }],
    '010-ServiceAccount.yaml': [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata }],
    '020-ClusterRole.yaml': [{ ...own('ClusterRole'), rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'patch'] }] }],
    '021-Role.yaml': [{ ...own('Role'), rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['delete'] }] }],
    '030-ClusterRoleBinding.yaml': [binding('ClusterRole')],
    '031-RoleBinding.yaml': [binding('Role')],
    '040-Issuer.yaml': [{ apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata, spec: { selfSigned: {} } }],
    '041-Certificate.yaml': [{ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata, spec: { secretName: name, dnsNames: [`${name}.${name}.svc`, `${name}.${name}`, name], issuerRef: { kind: 'Issuer', name } } }],
    '050-Service.yaml': [{ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 443, targetPort: 8443 }], selector: { app: name } } }],
    '060-Deployment.yaml': [{
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { serviceAccountName: name, containers: [{ name, image: `quay.io/strimzi/drain-cleaner:${version}`, env: [{ name: 'STRIMZI_DENY_EVICTION', value: 'true' }] }] },
        },
      },
    }],
    '070-ValidatingWebhookConfiguration.yaml': [{
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name, labels: { app: name }, annotations: { 'cert-manager.io/inject-ca-from': `${name}/${name}` } },
      webhooks: [{ name: `${name}.strimzi.io`, clientConfig: { service: { namespace: name, name, path: '/drainer', port: 443 }, caBundle: 'Cg==' }, failurePolicy: 'Ignore', sideEffects: 'None' }],
    }],
  };
}

/** Strimzi's folder install/cluster-operator. */
export function strimzi(version = '1.2.0'): Files {
  const kafka = ['4.2.1', '4.3.1'].map((of) => `${of}=quay.io/strimzi/kafka:${version}-kafka-${of}\n`).join('');
  const own = { valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } };
  return {
    '010-ServiceAccount.yaml': [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'strimzi-cluster-operator', labels: { app: 'strimzi' } } }],
    '020-ClusterRole.yaml': [clusterRole('strimzi-cluster-operator-namespaced')],
    '020-RoleBinding.yaml': [strimziBinding('RoleBinding', 'strimzi-cluster-operator', 'strimzi-cluster-operator-namespaced')],
    '021-ClusterRoleBinding.yaml': [strimziBinding('ClusterRoleBinding', 'strimzi-cluster-operator', 'strimzi-cluster-operator-global')],
    '022-RoleBinding.yaml': [strimziBinding('RoleBinding', 'strimzi-cluster-operator-leader-election', 'strimzi-cluster-operator-leader-election')],
    '023-RoleBinding.yaml': [strimziBinding('RoleBinding', 'strimzi-cluster-operator-watched', 'strimzi-cluster-operator-watched')],
    '031-RoleBinding.yaml': [strimziBinding('RoleBinding', 'strimzi-cluster-operator-entity-operator-delegation', 'strimzi-entity-operator')],
    ...Object.fromEntries(STRIMZI.definitions.map((name, i) => [`04${i}-Crd.yaml`, [definition(name)]])),
    '050-ConfigMap.yaml': [{ kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'strimzi-cluster-operator', labels: { app: 'strimzi' } }, data: { 'log4j2.properties': 'name = COConfig\n' } }],
    '060-Deployment.yaml': [{
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'strimzi-cluster-operator', labels: { app: 'strimzi' } },
      spec: {
        replicas: 1,
        selector: { matchLabels: { name: 'strimzi-cluster-operator' } },
        template: {
          metadata: { creationTimestamp: null, labels: { name: 'strimzi-cluster-operator' } },
          spec: {
            serviceAccountName: 'strimzi-cluster-operator',
            containers: [{
              name: 'strimzi-cluster-operator',
              image: `quay.io/strimzi/operator:${version}`,
              env: [
                { name: 'STRIMZI_NAMESPACE', ...own },
                { name: 'STRIMZI_KAFKA_IMAGES', value: kafka },
                { name: 'STRIMZI_DEFAULT_KAFKA_INIT_IMAGE', value: `quay.io/strimzi/operator:${version}` },
                { name: 'STRIMZI_DEFAULT_KAFKA_BRIDGE_IMAGE', value: 'quay.io/strimzi/kafka-bridge:1.1.0' },
                { name: 'STRIMZI_DEFAULT_MAVEN_BUILDER', value: `quay.io/strimzi/maven-builder:${version}` },
                { name: 'STRIMZI_FEATURE_GATES', value: '' },
              ],
              resources: { limits: { cpu: '1000m', memory: '384Mi' }, requests: { cpu: '200m', memory: '384Mi' } },
              volumeMounts: [],
            }],
          },
        },
      },
    }],
  };
}

/** cert-manager's one file. */
export function certManager(version = '1.21.1'): Files {
  const labels = (component: string) => ({ 'app.kubernetes.io/instance': 'cert-manager', 'app.kubernetes.io/component': component });
  const helm = { 'app.kubernetes.io/managed-by': 'Helm', 'helm.sh/chart': `cert-manager-v${version}` };
  const inject = { 'cert-manager.io/inject-ca-from-secret': 'cert-manager/cert-manager-webhook-ca' };
  const deployment = (name: string, component: string, args: string[]) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'cert-manager', labels: { ...labels(component), ...helm } },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels(component) },
      template: {
        metadata: { labels: { ...labels(component), ...helm } },
        spec: { nodeSelector: { 'kubernetes.io/os': 'linux' }, containers: [{ name: component, image: `quay.io/jetstack/cert-manager-${component}:v${version}`, args }] },
      },
    },
  });
  const webhook = (kind: string) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: { name: 'cert-manager-webhook', annotations: inject },
    webhooks: [{ name: 'webhook.cert-manager.io', clientConfig: { service: { name: 'cert-manager-webhook', namespace: 'cert-manager', path: '/x' } }, failurePolicy: 'Fail' }],
  });
  const elects = { name: 'cert-manager:leaderelection', namespace: 'kube-system', labels: helm };
  return {
    'cert-manager.yaml': [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cert-manager' } },
      ...CERT_MANAGER.definitions.map((name) => definition(name, name.startsWith('clusterissuers') ? { scope: 'Cluster' } : {})),
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: elects, rules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] }] },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: elects,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: elects.name },
        subjects: [{ kind: 'ServiceAccount', name: 'cert-manager', namespace: 'cert-manager' }],
      },
      deployment('cert-manager', 'controller', ['--leader-election-namespace=kube-system', `--acme-http01-solver-image=quay.io/jetstack/cert-manager-acmesolver:v${version}`]),
      deployment('cert-manager-cainjector', 'cainjector', ['--leader-election-namespace=kube-system']),
      deployment('cert-manager-webhook', 'webhook', ['--dynamic-serving-dns-names=cert-manager-webhook.$(POD_NAMESPACE).svc']),
      webhook('MutatingWebhookConfiguration'),
      webhook('ValidatingWebhookConfiguration'),
    ],
  };
}

/** The Prometheus operator's definitions. */
export function prometheus(): Files {
  return { 'stripped-down-crds.yaml': PROMETHEUS_OPERATOR.definitions.map((name) => definition(name)) };
}

/** An operator of nobody, whose release hides its namespace wherever one can. */
export const BROOM: CatalogueEntry = {
  name: 'broom',
  construct: 'BroomOperator',
  sources: [
    { since: '2.0.0', manifests: 'https://broom.example.com/releases/v{version}/install.yaml', leastKubernetesMinor: 32 },
    { since: '1.0.0', manifests: 'https://broom.example.com/{version}.yaml', leastKubernetesMinor: 30 },
  ],
  chart: { repository: 'https://charts.example.com', name: 'broom', versionPrefix: 'v' },
  definitions: ['brooms.example.com', 'closets.example.com'],
  needsCertManager: true,
  namespaces: ['broom-system'],
  namespaceArguments: ['--lock-namespace'],
  namespaceVariables: ['HOME_NAMESPACE'],
  namespaceTexts: ['broom-config/config.yaml'],
  versionedImages: ['example.com/broom'],
  imageVariables: /^BRISTLES$/,
  imageArguments: ['--handle-image'],
  controllers: [{ name: 'broom', mayHaveReplicas: false }],
  ports: [],
  deleting: ['everything is dusty'],
  proven: ['1.0.0', '2.0.0'],
};

export function broom(version = '2.0.0'): Objects {
  const inject = { 'cert-manager.io/inject-ca-from': 'broom-system/broom-cert' };
  const service = { name: 'broom', namespace: 'broom-system' };
  return [
    definition('brooms.example.com', { conversion: { strategy: 'Webhook', webhook: { clientConfig: { service }, conversionReviewVersions: ['v1'] } } }),
    definition('closets.example.com', { scope: 'Cluster' }),
    { apiVersion: 'example.com/v1', kind: 'Closet', metadata: { name: 'big' } },
    { apiVersion: 'example.com/v1', kind: 'Broom', metadata: { name: 'old' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'broom-config' }, data: { 'config.yaml': 'where: broom-system\nnot: my-broom-system, broom-system-2\n', 'other': 'broom-system' } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'broom-filled-by-a-rotator' } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'broom', namespace: 'broom-system' },
      spec: {
        selector: { matchLabels: { app: 'broom' } },
        template: {
          metadata: { labels: { app: 'broom' } },
          spec: {
            tolerations: [{ key: 'dust', operator: 'Exists' }],
            initContainers: [{ name: 'init', image: `example.com/broom:${version}`, command: ['sweep', '--lock-namespace=broom-system'] }],
            containers: [{
              name: 'broom',
              image: `example.com/broom:${version}`,
              args: ['--handle-image=example.com/handle:3.1.4', '--keep=broom'],
              env: [{ name: 'HOME_NAMESPACE', value: 'broom-system' }, { name: 'BRISTLES', value: 'soft=example.com/bristles@sha256:' + 'a'.repeat(64) }],
            }],
          },
        },
      },
    },
    { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.dust.example.com' }, spec: { service, group: 'dust.example.com', version: 'v1' } },
    { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'broom-cert' }, spec: { dnsNames: ['broom.broom-system.svc', 'broom.broom-system.svc.cluster.local', 'broom-system.example.com'], secretName: 'x' } },
    { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata: { name: 'broom', annotations: inject }, webhooks: [{ name: 'a.example.com', clientConfig: { service } }, { name: 'b.example.com', clientConfig: { url: 'https://example.com' } }] },
  ];
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder of its own, with files in it. It goes after the tests of the file. */
export function folderWith(files: Files | Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-data-release-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : content.map((object: any) => stringify(object)).join('---\n'));
  }
  return folder;
}

/** A folder with vendored releases: `strimzi@1.2.0` and so on, each from its files. */
export async function vendored(releases: Record<string, Files>): Promise<string> {
  const to = folderWith({});
  for (const [release, files] of Object.entries(releases)) {
    const { exitCode, err } = await run(['vendor', release, '--from', folderWith(files), '--to', to]);
    if (exitCode !== 0) throw new Error(err);
  }
  return to;
}
