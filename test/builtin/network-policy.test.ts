import { App, Chart } from 'cdk8s';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { Audience, WorkloadPlan } from '../../src/plan';
import { kafka } from '../fixtures/plans';

const shop = { podSelector: { matchLabels: { app: 'shop' } } };
const billing = { namespaceSelector: { matchLabels: { team: 'billing' } }, podSelector: {} };
const prometheus = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };

function workload(plan: WorkloadPlan = kafka()) {
  return new BuiltinWorkload(new Chart(new App(), 'chart'), { ...plan, tasks: [] });
}

function ingress(rendered: BuiltinWorkload, name = 'events-broker') {
  return rendered.object('NetworkPolicy', name).toJson().spec.ingress;
}

test('a port that nobody may reach has no rule', () => {
  expect(ingress(workload()).map((rule: any) => rule.ports[0].port)).toEqual([9091]);
});

test('clients and monitoring are admitted to their ports, each once, in an order of their own', () => {
  const one = workload();
  for (const peer of [shop, billing, shop]) one.admit('clients', peer);
  one.admit('metrics', prometheus);
  const other = workload();
  for (const peer of [billing, shop]) other.admit('clients', peer);
  other.admit('metrics', prometheus);
  expect(ingress(one)).toEqual(ingress(other));
  expect(ingress(one).slice(1)).toEqual([
    { from: [billing, shop], ports: [{ port: 9092, protocol: 'TCP' }] },
    { from: [prometheus], ports: [{ port: 9404, protocol: 'TCP' }] },
  ]);
});

test('a client is admitted to no other component', () => {
  const rendered = workload();
  rendered.admit('clients', shop);
  expect(ingress(rendered, 'events-controller')).toHaveLength(1);
});

test('a component without ports has no policy', () => {
  const plan = kafka();
  const mute = { ...plan.components[1], ports: [] };
  const rendered = workload({ ...plan, components: [plan.components[0], mute], budgets: [], endpoints: [], groups: [] });
  expect(rendered.objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ name }) => name)).toEqual(['events-controller']);
});

describe('refused', () => {
  test.each<[string, string, any, string]>([
    ['a port for peers only', 'internal', shop, 'port to admit clients to: got "internal", which only peers use, expected one of clients, metrics'],
    ['a port that is not there', 'http', shop, 'port to admit clients to: got "http", expected one of clients, metrics'],
    ['everybody by accident', 'clients', {}, 'client of port clients: got an empty peer'],
  ])('%s', (_, port, peer, text) => {
    expect(() => workload().admit(port, peer)).toThrow(`chart: ${text}`);
  });

  test('a peer that is no component', () => {
    const plan = kafka();
    const components = plan.components.map((component) => ({
      ...component, ports: [{ name: 'x', number: 1, audience: Audience.PEERS, peers: ['proxy'] }],
    }));
    expect(() => workload({ ...plan, components, endpoints: [] })).toThrow('chart: peers of port x of controller: got "proxy", expected one of controller, broker');
  });
});
