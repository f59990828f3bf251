import { Chart, JsonPatch, Testing } from 'cdk8s';
import { ApiResource } from 'cdk8s-plus-27';
import { cacheChart, cacheController, cacheOperator, cacheResource, cacheVersion, complaints } from './cache';
import { Certificates, CustomResource, Domain, OperatorController, OperatorProps, Platform, ResourceScope, Schema, Scrape } from '../../../src';
import { golden } from '../../builtin/golden';
import { structuralFindings } from '../../builtin/structure';

expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', print: (value) => value as string });

function objectsOf(controller: Partial<OperatorController> = {}, chart: Chart = cacheChart()): any[] {
  cacheOperator({ controller: cacheController(controller) }, chart);
  return Testing.synth(chart);
}

const CA = Buffer.from('-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n').toString('base64');
const converting = () => cacheResource({ conversionWebhook: true, versions: [cacheVersion({ name: 'v1beta1' }), cacheVersion({ storage: true })] });

test('the controller and its rights are rendered as read by a person', () => {
  expect(golden(objectsOf().filter(({ kind }) => kind !== 'CustomResourceDefinition'))).toMatchSnapshot();
});

describe.each<[string, Partial<OperatorController>]>([
  ['one pod', {}],
  ['three pods, with metrics for a Prometheus operator', { replicas: 3, metrics: { scrape: Scrape.podMonitor() } }],
  ['two namespaces', { watchedNamespaces: ['shop', 'bank'] }],
  ['a webhook', { webhook: {} }],
  ['no leader', { leaderElection: false }],
])('with %s', (_, controller) => {
  test('the objects fit together', () => {
    expect(structuralFindings(objectsOf(controller), { kubernetesMinor: 34, externalSecrets: ['cache-operator-webhook-tls'] })).toEqual([]);
  });

  test('the objects say what the plan says', () => {
    const operator = cacheOperator({ controller: cacheController(controller) });
    const [{ alive, gate, placement, replicas }] = (operator as any).workload.readBack().components;
    const [planned] = operator.plan.components;
    expect({ alive, gate, placement, replicas }).toEqual({
      alive: planned.alive, gate: planned.gate, placement: planned.placement, replicas: planned.replicas,
    });
  });
});

test('two pods stand on different hosts, and drains take one at a time', () => {
  const objects = objectsOf({ replicas: 2 });
  const { spec } = objects.find(({ kind }) => kind === 'Deployment').spec.template;
  expect(spec.topologySpreadConstraints).toMatchObject([{ maxSkew: 1, minDomains: 3, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' }]);
  expect(objects.find(({ kind }) => kind === 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
});

test('over zones as a wish', () => {
  const chart = cacheChart();
  const other = new Chart(chart, 'zoned', { namespace: 'operators' });
  Platform.onPrem({ kubernetesVersion: '1.34', zones: ['a', 'b', 'c'] }).applyTo(other);
  expect(cacheOperator({ controller: cacheController({ replicas: 2 }) }, other).plan.components[0].placement)
    .toEqual([{ over: Domain.HOST, atMost: 1, hard: true }, { over: Domain.ZONE, atMost: 1, hard: false }]);
});

test('one pod has neither: a budget of one would be kept by nothing', () => {
  expect(objectsOf().some(({ kind }) => kind === 'PodDisruptionBudget')).toBe(false);
});

test('without a leader the old pod is gone before the new one starts, and nobody touches leases', () => {
  const objects = objectsOf({ leaderElection: false });
  expect(objects.find(({ kind }) => kind === 'Deployment').spec.strategy).toEqual({ type: 'Recreate' });
  expect(JSON.stringify(objects)).not.toContain('leases');
});

test('the program is told what was declared', () => {
  const [container] = objectsOf({ watchedNamespaces: ['shop', 'bank'], webhook: {} }).find(({ kind }) => kind === 'Deployment').spec.template.spec.containers;
  expect(Object.fromEntries(container.env.map(({ name, value }: any) => [name, value]))).toEqual({
    HEALTH_PORT: '8081',
    LEADER_ELECTION: 'true',
    LEADER_ELECTION_LEASE: 'cache-operator',
    METRICS_PORT: '8080',
    OPERATOR_NAMESPACE: 'operators',
    WATCH_NAMESPACE: 'shop,bank',
    WEBHOOK_CERTIFICATES: '/tmp/k8s-webhook-server/serving-certs',
    WEBHOOK_PORT: '9443',
  });
});

test('metrics are for whoever collects them, the webhook for anybody, probes for nobody else', () => {
  const { ingress } = objectsOf({ webhook: {} }).find(({ kind }) => kind === 'NetworkPolicy').spec;
  expect(ingress).toEqual([
    { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
    { ports: [{ port: 9443, protocol: 'TCP' }] },
  ]);
});

describe('a webhook that translates between versions', () => {
  const convertible = (controller: Partial<OperatorController>) => {
    const chart = cacheChart();
    cacheOperator({ resources: [converting()], controller: cacheController(controller) }, chart);
    return Testing.synth(chart);
  };

  test('is found by a Service, has a certificate for its name, and its authority is written into the definition', () => {
    const objects = convertible({ webhook: {} });
    const { metadata, spec } = objects.find(({ kind }) => kind === 'CustomResourceDefinition');
    const service = objects.find(({ kind, metadata: { name } }) => kind === 'Service' && name === 'cache-operator-webhook');
    const certificate = objects.find(({ kind, metadata: { name } }) => kind === 'Certificate' && name === 'cache-operator-webhook');
    expect(spec.conversion).toEqual({
      strategy: 'Webhook',
      webhook: {
        clientConfig: { service: { name: 'cache-operator-webhook', namespace: 'operators', path: '/convert', port: service.spec.ports[0].port } },
        conversionReviewVersions: ['v1'],
      },
    });
    expect(metadata.annotations['cert-manager.io/inject-ca-from']).toBe('operators/cache-operator-webhook');
    expect(certificate.spec.dnsNames).toContain('cache-operator-webhook.operators.svc');
    const { template } = objects.find(({ kind }) => kind === 'Deployment').spec;
    expect(template.spec.volumes).toContainEqual({ name: 'webhook-certificate', secret: { defaultMode: 0o440, secretName: certificate.spec.secretName } });
  });

  test('with a Secret of the user, its authority is read from there', () => {
    const objects = convertible({ webhook: { certificates: Certificates.secrets({ webhook: 'my-tls' }) } });
    expect(objects.find(({ kind }) => kind === 'CustomResourceDefinition').metadata.annotations['cert-manager.io/inject-ca-from-secret']).toBe('operators/my-tls');
    expect(objects.filter(({ kind }) => kind === 'Certificate')).toEqual([]);
  });

  test('with an authority of the user, nobody writes it', () => {
    const { metadata, spec } = convertible({ webhook: { certificates: Certificates.secrets({ webhook: 'my-tls' }), caBundle: CA } })
      .find(({ kind }) => kind === 'CustomResourceDefinition');
    expect(spec.conversion.webhook.clientConfig.caBundle).toBe(CA);
    expect(Object.keys(metadata.annotations).filter((key) => key.startsWith('cert-manager'))).toEqual([]);
  });

  test('is refused of a controller that has none', () => {
    expect(complaints(() => convertible({}))).toEqual([expect.stringContaining('conversionWebhook of Cache: got true with a controller without a webhook')]);
  });
});

describe('what users may do', () => {
  const roles = (changes: Parameters<typeof cacheOperator>[0] = {}) => {
    const chart = cacheChart();
    cacheOperator(changes, chart);
    return Testing.synth(chart).filter(({ kind, metadata }) => kind === 'ClusterRole' && JSON.stringify(metadata.labels).includes('aggregate-to'));
  };

  test('is added to the roles of Kubernetes, each of which includes the one before', () => {
    expect(roles().map(({ metadata: { name, labels }, rules }) => [
      name, Object.keys(labels).filter((label) => label.includes('aggregate')).join(), rules.map(({ resources, verbs }: any) => `${resources}: ${verbs}`).join('; '),
    ])).toEqual([
      ['operators:cache-operator:view', 'rbac.authorization.k8s.io/aggregate-to-view', 'caches: get,list,watch; caches/scale: get'],
      ['operators:cache-operator:edit', 'rbac.authorization.k8s.io/aggregate-to-edit', 'caches: create,delete,patch,update; caches/scale: patch,update'],
      ['operators:cache-operator:admin', 'rbac.authorization.k8s.io/aggregate-to-admin', 'caches: deletecollection'],
    ]);
  });

  test('is nothing where that is not wanted, or where the kind is in no namespace', () => {
    expect(roles({ userRoles: false })).toEqual([]);
    expect(roles({ resources: [cacheResource({ scope: ResourceScope.CLUSTER })] })).toEqual([]);
  });
});

test('the controller is never given the roles of users', () => {
  const bound = objectsOf().filter(({ kind }) => kind === 'ClusterRoleBinding').map(({ roleRef }) => roleRef.name);
  expect(bound).toEqual(['operators:cache-operator-controller']);
});

test('objects can be patched, and a patch that breaks a promise is told', () => {
  const chart = cacheChart();
  const operator = cacheOperator({ controller: cacheController({ replicas: 2 }) }, chart);
  operator.object('PodDisruptionBudget', 'cache-operator-controller').addJsonPatch(JsonPatch.replace('/spec/maxUnavailable', 2));
  expect(() => Testing.synth(chart)).toThrow('disruption/budget');
});

test.each<[string, () => unknown, string]>([
  ['two workers that know nothing of one another', () => objectsOf({ leaderElection: false, replicas: 2 }), 'controller.replicas: got 2 without leader election'],
  ['a port twice', () => objectsOf({ healthPort: 8080 }), 'port metrics of the controller: got 8080, which is that of health'],
  ['a port that is none', () => objectsOf({ healthPort: 0 }), 'port health of the controller: got 0'],
  ['no namespace to watch', () => objectsOf({ watchedNamespaces: [] }), 'controller.watchedNamespaces: got none'],
  ['a namespace twice', () => objectsOf({ watchedNamespaces: ['a', 'a'] }), "controller.watchedNamespaces: got 'a' twice"],
  ['a pattern of namespaces', () => objectsOf({ watchedNamespaces: ['team-*'] }), "controller.watchedNamespaces: got 'team-*'"],
  ['a finalizer on a kind that it does not have', () => objectsOf({ finalizes: ['Cahce'] }), "controller.finalizes: got 'Cahce', expected one of Cache; did you mean Cache?"],
  ['an image without a name', () => objectsOf({ image: 'Not An Image' }), "controller.image: got the image 'Not An Image'"],
  ['a user that is root', () => objectsOf({ user: 0 }), 'user of controller: got 0'],
  ['a variable that the program is told', () => objectsOf({ environment: { WATCH_NAMESPACE: 'x' } }), 'environment variable WATCH_NAMESPACE of controller'],
  ['no resource', () => cacheOperator({ resources: [] }), 'resources: got none'],
  ['a chart without a namespace', () => cacheOperator({}, new Chart(cacheChart(), 'nowhere')), 'namespace: got none'],
  ['a kind that it does not have', () => cacheOperator().resource('Cach'), "resource: got 'Cach', expected one of Cache; did you mean Cache?"],
  ['an object that it does not have', () => cacheOperator().object('Service', 'x'), 'object: got Service x'],
  ['a namespace that would not fit', () => cacheOperator({ operatorName: 'Cache_Operator' }), 'name: got "Cache_Operator"'],
  ['a namespace of collectors that none is called', () => objectsOf({ metrics: { collectorNamespace: 'Monitoring' } }), "controller.metrics.collectorNamespace: got 'Monitoring'"],
  ['a folder for certificates that begins nowhere', () => objectsOf({ webhook: { certificatePath: 'certs' } }), "controller.webhook.certificatePath: got 'certs'"],
  ['an authority that is not encoded', () => objectsOf({ webhook: { caBundle: '-----BEGIN CERTIFICATE-----' } }), 'controller.webhook.caBundle: got PEM as it is'],
  ['an authority that is none', () => objectsOf({ webhook: { caBundle: 'Cg==' } }), 'controller.webhook.caBundle: got text that is not PEM in Base64'],
  ['a right to do nothing', () => objectsOf({ permissions: [{ apiGroup: '', resource: 'pods', verbs: [] }] }), 'controller.permissions on pods: got no verb'],
  ['a status that has its own conditions', () => cacheOperator({ resources: [cacheResource({ versions: [cacheVersion({ status: Schema.object({ conditions: Schema.anything() }) })] })] }),
    'status.conditions: got a schema of your own'],
])('%s is refused', (_, act, told) => {
  expect(complaints(act)).toEqual([expect.stringContaining(told)]);
});

describe('two operators of an app', () => {
  const second = (changes: Partial<OperatorProps>) => {
    const chart = cacheChart();
    cacheOperator({}, chart);
    return complaints(() => cacheOperator({ operatorName: 'other', ...changes }, new Chart(chart, 'second', { namespace: 'second' })));
  };
  const kind = (changes: Partial<CustomResource>) => [cacheResource({ kind: 'Cart', shortNames: [], categories: [], ...changes })];
  const other = { group: 'shop.example.com', controller: cacheController({ finalizes: [] }) };

  test.each<[string, Partial<OperatorProps>, string]>([
    ['one kind', {}, "names of Cache.cache.example.com: got 'caches', which Cache.cache.example.com of operators/cache-operator has"],
    ['a plural of one group', { resources: kind({ plural: 'caches' }), controller: other.controller }, "names of Cart.cache.example.com: got 'caches', which Cache"],
    ['a kind of one group', { resources: kind({ kind: 'Cache', plural: 'stores', singular: 'store' }) }, "got 'Cache', which Cache"],
    ['a short name, in whichever group', { ...other, resources: kind({ shortNames: ['ca'] }) }, "operators/second/cache-operator: names of Cart.shop.example.com: got the short name 'ca', which Cache.cache.example.com of operators/cache-operator has"],
    ['a short name that is a category of the other', { ...other, resources: kind({ shortNames: ['all'] }) }, "got the short name 'all'"],
    ['a category that is a short name of the other', { ...other, resources: kind({ categories: ['ca'] }) }, "got the short name 'ca'"],
  ])('may not share %s', (_, changes, told) => {
    expect(second(changes)).toEqual([expect.stringContaining(told)]);
  });

  test('may share kinds and plurals of different groups, and categories', () => {
    expect(second({ ...other, resources: [cacheResource({ shortNames: [] })] })).toEqual([]);
  });

  test('may have the same in two apps, which are two clusters', () => {
    expect([cacheOperator(), cacheOperator()]).toHaveLength(2);
  });
});

test('an owner that is itself a custom resource of somebody else', () => {
  const rules = objectsOf({ owns: [ApiResource.custom({ apiGroup: 'kafka.strimzi.io', resourceType: 'kafkas' })] })
    .find(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === 'operators:cache-operator-controller').rules;
  expect(rules.map(({ apiGroups, resources }: any) => `${apiGroups}/${resources}`)).toContain('kafka.strimzi.io/kafkas');
});
