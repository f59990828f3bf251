import { App, Chart } from 'cdk8s';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { Audience, ComponentLife, EndpointPlan, EndpointRole, ExposedBy, ExposurePlan, RoleTold, SitePlan, UpdateOrder, WorkloadPlan } from '../../src/plan';
import { Platform } from '../../src/platform';
import { kafka } from '../fixtures/plans';

const HOST = 'log-{ordinal}.example.com';
const BROKERS = { 'app.kubernetes.io/name': 'kafka', 'app.kubernetes.io/instance': 'events', 'app.kubernetes.io/component': 'broker' };
const balanced = (change: Partial<ExposurePlan> = {}): ExposurePlan => ({ by: ExposedBy.LOAD_BALANCER, host: HOST, ...change });

/** The log of the fixtures, whose members have addresses outside. */
function exposed(exposure: ExposurePlan, endpoint: Partial<EndpointPlan> = {}, site: Partial<SitePlan> = { loadBalancers: {} }): WorkloadPlan {
  const plan = kafka();
  const ports = plan.components[1].ports.map((port) => port.name === 'clients' ? { ...port, audience: Audience.OUTSIDE } : port);
  return {
    ...plan,
    site: { ...plan.site, ...site },
    components: [plan.components[0], { ...plan.components[1], replicas: 3, ports }],
    endpoints: [...plan.endpoints, { ...plan.endpoints[0], name: 'outside', suffix: 'outside', role: EndpointRole.EACH, told: RoleTold.ORDINAL, exposure, ...endpoint }],
    tasks: [],
  };
}

function services(plan: WorkloadPlan): any[] {
  const workload = new BuiltinWorkload(new Chart(new App(), 'chart'), plan);
  return workload.objects.map((object) => object.toJson()).filter(({ kind, metadata }) => kind === 'Service' && metadata.name.includes('outside'));
}

const annotations = (plan: WorkloadPlan) => services(plan)[0].metadata.annotations;

test('each member has a load balancer that finds it on whatever node it is, ready or not', () => {
  const all = services(exposed(balanced()));
  expect(all.map(({ metadata }) => metadata.name)).toEqual(['events-broker-0-outside', 'events-broker-1-outside', 'events-broker-2-outside']);
  expect(all[2].spec).toEqual({
    externalTrafficPolicy: 'Local',
    ports: [{ name: 'clients', port: 9092, protocol: 'TCP', targetPort: 'clients' }],
    publishNotReadyAddresses: true,
    selector: { ...BROKERS, 'statefulset.kubernetes.io/pod-name': 'events-broker-2' },
    type: 'LoadBalancer',
  });
});

test('each member has a node port that any node answers at, counted up from the first', () => {
  const all = services(exposed({ by: ExposedBy.NODE_PORT, host: 'log.example.com', nodePort: 30100 }, {}, {}));
  expect(all.map(({ spec }) => [spec.type, spec.externalTrafficPolicy, spec.ports[0].nodePort])).toEqual([
    ['NodePort', 'Cluster', 30100], ['NodePort', 'Cluster', 30101], ['NodePort', 'Cluster', 30102],
  ]);
});

test('one address for all leads to those that are ready', () => {
  const [service, ...others] = services(exposed(balanced({ host: 'log.example.com' }), { role: EndpointRole.ANY, told: RoleTold.ALL }));
  expect(others).toEqual([]);
  expect(service.metadata.name).toBe('events-outside');
  expect(service.spec.publishNotReadyAddresses).toBeUndefined();
  expect(service.spec.selector).toEqual(BROKERS);
});

test('an exposed endpoint shares no Service with one inside', () => {
  const plan = exposed(balanced({ host: 'log.example.com' }), { role: EndpointRole.ANY, told: RoleTold.ALL, suffix: undefined });
  expect(() => services(plan)).toThrow('name of a Service: got "events" twice');
});

describe('a load balancer is asked for', () => {
  const on = (platform: Platform, change: Partial<ExposurePlan> = {}) =>
    annotations(exposed(balanced(change), {}, { loadBalancers: platform.toSite().loadBalancers }));
  const aks = Platform.aks({ region: 'eastus' });
  const eks = Platform.eks({ region: 'us-east-1', storageClass: 'gp3' });
  const gke = Platform.gke({ region: 'us-central1' });
  const nlb = (scheme: string) => ({
    'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'instance',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': scheme,
  });

  test.each([
    ['on AKS', aks, { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' }, undefined],
    ['on EKS', eks, nlb('internal'), nlb('internet-facing')],
    ['on GKE', gke, { 'networking.gke.io/load-balancer-type': 'Internal' }, undefined],
    ['on nodes of your own', Platform.onPrem(), undefined, undefined],
  ])('%s', (_, platform, inside, internet) => {
    expect(on(platform)).toEqual(inside);
    expect(on(platform, { internet: true })).toEqual(internet);
  });

  test('on AKS inside with ranges, which the whole virtual network would pass by', () => {
    const ranges = { sourceRanges: ['10.1.0.0/16'] };
    expect(on(aks, ranges)).toHaveProperty(['service.beta.kubernetes.io/azure-deny-all-except-load-balancer-source-ranges'], 'true');
    expect(on(aks, { ...ranges, internet: true })).toBeUndefined();
  });

  test('with ranges and a class', () => {
    expect(services(exposed(balanced({ sourceRanges: ['10.1.0.0/16'], loadBalancerClass: 'example.com/inside' })))[0].spec)
      .toMatchObject({ loadBalancerSourceRanges: ['10.1.0.0/16'], loadBalancerClass: 'example.com/inside' });
  });

  test('on no platform that is not known: it might be on the internet', () => {
    expect(() => services(exposed(balanced(), {}, {}))).toThrow('chart: endpoint outside: got a load balancer on a platform that was not told');
  });
});

test('external-dns finds the name under both of its prefixes, and other annotations beside it', () => {
  expect(annotations(exposed(balanced({ publishHost: true, annotations: { team: 'a' } })))).toEqual({
    'external-dns.alpha.kubernetes.io/hostname': 'log-0.example.com', 'external-dns.kubernetes.io/hostname': 'log-0.example.com', 'team': 'a',
  });
});

test.each([
  ['an annotation that tells the platform otherwise', exposed(balanced({ annotations: { 'networking.gke.io/load-balancer-type': 'External' } }), {}, {
    loadBalancers: Platform.gke({ region: 'us-central1' }).toSite().loadBalancers,
  }), 'annotation networking.gke.io/load-balancer-type of endpoint outside: got "External", expected "Internal"'],
  ['each of pods that have no ordinal', (() => {
    const plan = exposed(balanced());
    const alike = { ...plan.components[1], life: ComponentLife.STATELESS, volumes: [], update: { order: UpdateOrder.SURGE } };
    return { ...plan, components: [plan.components[0], alike] };
  })(), 'role of endpoint outside: got each of a stateless component told by ordinal'],
  ['each, told by anything but its ordinal', exposed(balanced(), { told: RoleTold.ALL }), 'role of endpoint outside: got each told by all, exposed'],
  ['each, and not exposed', exposed(balanced(), { exposure: undefined }), 'role of endpoint outside: got each told by ordinal, not exposed'],
  ['a port that the network keeps from the outside', exposed(balanced(), { component: 'controller', port: 'controller' }), 'endpoint outside: got port controller for peers, exposed'],
  ['a port that is not there', exposed(balanced(), { port: 'x' }), 'endpoint outside: got port "x" of component "broker"'],
  ['a name that only the last member makes too long', (() => {
    const plan = exposed(balanced(), { suffix: 'o'.repeat(63 - 'events-broker-0-'.length) });
    return { ...plan, components: plan.components.map((component) => ({ ...component, replicas: component.name === 'broker' ? 11 : 3 })) };
  })(), 'name of the Service: got "events-broker-10-'],
])('%s is refused', (_, plan, complaint) => {
  expect(() => services(plan)).toThrow(complaint);
});
