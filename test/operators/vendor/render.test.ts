import { BROOM, broom } from './stand-ins';
import { KubeObject } from '../../../src/manifests/kube-object';
import { fromRegistry } from '../../../src/operators/vendor/images';
import { normalized } from '../../../src/operators/vendor/normalize';
import { Part, partOf, PARTS } from '../../../src/operators/vendor/parts';
import { Release } from '../../../src/operators/vendor/release';
import { renderRelease, Wanted } from '../../../src/operators/vendor/render';
import { Platform } from '../../../src/platform';

const objects = broom().map(normalized);
const release = Object.fromEntries(PARTS.map((part) => [part, objects.filter((object) => partOf(object) === part)])) as Release;

/** The objects by kind and name. */
function rendered(wanted: Partial<Wanted> = {}): Record<string, KubeObject> {
  const site = Platform.onPrem({ zones: ['a', 'b'] }).toSite();
  const parts = renderRelease(BROOM, release, { path: 'app/broom', namespaceName: 'cleaning', watched: 'all', site, environment: {}, controllers: {}, ...wanted });
  return Object.fromEntries(PARTS.flatMap((part) => parts[part]).map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

const SERVICE = { name: 'broom', namespace: 'cleaning' };

describe('another namespace', () => {
  const all = rendered();

  test('is that of every object that is in one, also of the own kinds of the release', () => {
    const inOne = Object.entries(all).filter(([, { metadata }]) => metadata.namespace !== undefined);
    expect(inOne.map(([name]) => name)).toEqual(['Broom old', 'ConfigMap broom-config', 'Secret broom-filled-by-a-rotator', 'Deployment broom', 'Certificate broom-cert'].sort((a, b) => Object.keys(all).indexOf(a) - Object.keys(all).indexOf(b)));
    expect(new Set(inOne.map(([, { metadata }]) => metadata.namespace))).toEqual(new Set(['cleaning']));
  });

  test('is where the API server finds webhooks and APIs', () => {
    expect(all['ValidatingWebhookConfiguration broom'].webhooks).toEqual([{ name: 'a.example.com', clientConfig: { service: SERVICE } }, { name: 'b.example.com', clientConfig: { url: 'https://example.com' } }]);
    expect(all['CustomResourceDefinition brooms.example.com'].spec.conversion.webhook.clientConfig.service).toEqual(SERVICE);
    expect(all['APIService v1.dust.example.com'].spec.service).toEqual(SERVICE);
  });

  test('is what certificates are made for, and where they are injected from', () => {
    expect(all['Certificate broom-cert'].spec.dnsNames).toEqual(['broom.cleaning.svc', 'broom.cleaning.svc.cluster.local', 'broom-system.example.com']);
    expect(all['ValidatingWebhookConfiguration broom'].metadata.annotations).toEqual({ 'cert-manager.io/inject-ca-from': 'cleaning/broom-cert' });
  });

  test('is told in flags, variables and texts that the catalogue names, and in no others', () => {
    const { initContainers, containers: [container] } = all['Deployment broom'].spec.template.spec;
    expect(initContainers[0].command).toEqual(['sweep', '--lock-namespace=cleaning']);
    expect(container.env[0]).toEqual({ name: 'HOME_NAMESPACE', value: 'cleaning' });
    expect(container.args).toContain('--keep=broom');
    expect(all['ConfigMap broom-config'].data).toEqual({ 'config.yaml': 'where: cleaning\nnot: my-broom-system, broom-system-2\n', 'other': 'broom-system' });
  });
});

test('another registry is that of every image, wherever it is named', () => {
  const { initContainers: [init], containers: [container] } = rendered({ imageRegistry: 'registry.example.com:5000/mirror' })['Deployment broom'].spec.template.spec;
  expect([init.image, container.image, container.args[0], container.env[1].value]).toEqual([
    'registry.example.com:5000/mirror/broom:2.0.0', 'registry.example.com:5000/mirror/broom:2.0.0', '--handle-image=registry.example.com:5000/mirror/handle:3.1.4',
    `soft=registry.example.com:5000/mirror/bristles@sha256:${'a'.repeat(64)}`,
  ]);
});

test.each([
  ['quay.io/strimzi/operator:1.2.0', 'r.example.com/strimzi/operator:1.2.0'],
  ['localhost/x:1', 'r.example.com/x:1'],
  ['localhost:5000/x:1', 'r.example.com/x:1'],
  ['apache/kafka:4.3.1', 'r.example.com/apache/kafka:4.3.1'],
  ['busybox:1.36.1', 'r.example.com/busybox:1.36.1'],
])('%s comes from another registry as %s', (image, moved) => expect(fromRegistry(image, 'r.example.com')).toBe(moved));

test('a Secret that is filled in the cluster is left empty', () => {
  expect(Object.keys(rendered()['Secret broom-filled-by-a-rotator'])).toEqual(['apiVersion', 'kind', 'metadata']);
});

test('definitions are kept, and nothing else', () => {
  for (const [name, { kind, metadata }] of Object.entries(rendered())) {
    expect([name, metadata.annotations?.['argocd.argoproj.io/sync-options'], metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune']])
      .toEqual(kind === 'CustomResourceDefinition' ? [name, 'ServerSideApply=true,Prune=false,Delete=false', 'disabled'] : [name, undefined, undefined]);
  }
});

describe('a Deployment is as it is asked for', () => {
  const deployment = (wanted: Partial<Wanted>) => rendered(wanted)['Deployment broom'];

  test('where nothing is asked for, as in the release', () => {
    expect(deployment({}).spec).toMatchObject({ replicas: 1, selector: { matchLabels: { app: 'broom' } } });
    expect(deployment({}).spec.template.spec.topologySpreadConstraints).toBeUndefined();
    expect(rendered({})['PodDisruptionBudget broom']).toBeUndefined();
  });

  test('two pods stand apart, and drains take one after the other', () => {
    const all = rendered({ controllers: { broom: { replicas: 2 } } });
    expect(all['Deployment broom'].spec.replicas).toBe(2);
    expect(all['Deployment broom'].spec.template.spec.topologySpreadConstraints).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => (
      { labelSelector: { matchLabels: { app: 'broom' } }, maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' })));
    expect(all['PodDisruptionBudget broom']).toMatchObject({ metadata: { namespace: 'cleaning' }, spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'broom' } } } });
  });

  test('resources that are not asked for stay', () => {
    const { containers: [container] } = deployment({ controllers: { broom: { resources: { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } } } } }).spec.template.spec;
    expect(container.resources).toEqual({ limits: { memory: '1Gi' }, requests: { memory: '1Gi' } });
  });

  test('what is added to pods comes to what the release has', () => {
    const { metadata, spec } = deployment({
      pods: {
        labels: { team: 'a' },
        annotations: { note: 'b' },
        nodeSelector: { pool: 'c' },
        tolerations: [{ key: 'd' }],
        priorityClass: 'e',
        imagePullSecrets: ['f'],
        environment: { BRISTLES: 'hard' },
        sidecars: [{ name: 'g' }],
      },
      environment: { OURS: 'h' },
    }).spec.template;
    expect(metadata).toEqual({ labels: { app: 'broom', team: 'a' }, annotations: { note: 'b' } });
    expect(spec).toMatchObject({ nodeSelector: { pool: 'c' }, tolerations: [{ key: 'dust', operator: 'Exists' }, { key: 'd', operator: 'Exists' }], priorityClassName: 'e', imagePullSecrets: [{ name: 'f' }] });
    expect(spec.containers.map(({ name }: any) => name)).toEqual(['broom', 'g']);
    expect(spec.containers[0].env).toEqual([{ name: 'HOME_NAMESPACE', value: 'cleaning' }, { name: 'BRISTLES', value: 'hard' }, { name: 'OURS', value: 'h' }]);
  });

  test('a variable of the library can not be changed', () => {
    expect(() => deployment({ pods: { environment: { OURS: 'x' } }, environment: { OURS: 'h' } })).toThrow('environment variable OURS of broom: got "x", expected "h"');
  });
});

describe('policies let in those of whom the catalogue knows', () => {
  const entry = {
    ...BROOM,
    ports: [
      { number: 9443, from: 'API server' as const, to: 'broom', deployments: ['broom'] },
      { number: 8080, from: 'monitoring' as const, to: 'broom: metrics', deployments: ['broom'] },
      { number: 7777, from: 'operator' as const, to: 'what it makes' },
    ],
  };
  const policies = (of: typeof entry, collectorNamespace?: string) => {
    const site = Platform.onPrem({}).toSite();
    return renderRelease(of, release, { path: 'p', namespaceName: 'cleaning', watched: 'all', site, environment: {}, controllers: {}, collectorNamespace })[Part.CONTROLLER]
      .filter(({ kind }) => kind === 'NetworkPolicy');
  };

  test('the API server from anywhere, collectors from their namespace, and nobody at what the operator makes', () => {
    expect(policies(entry, 'watching').map(({ metadata, spec }) => [metadata.name, metadata.namespace, spec])).toEqual([['broom', 'cleaning', {
      ingress: [
        { ports: [{ port: 9443, protocol: 'TCP' }] },
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'watching' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
      ],
      podSelector: { matchLabels: { app: 'broom' } },
      policyTypes: ['Ingress'],
    }]]);
  });

  test('none where none are wanted, or nothing is known', () => {
    expect([policies(entry), policies({ ...entry, ports: [] }, 'watching')]).toEqual([[], []]);
  });
});
