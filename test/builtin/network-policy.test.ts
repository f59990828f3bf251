import { App, Chart } from 'cdk8s';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { Audience, WorkloadPlan } from '../../src/plan';
import { kafka } from '../fixtures/plans';

function workload(plan: WorkloadPlan = kafka()) {
  return new BuiltinWorkload(new Chart(new App(), 'chart'), { ...plan, tasks: [] });
}

function ingress(rendered: BuiltinWorkload, name = 'events-broker') {
  return rendered.object('NetworkPolicy', name).toJson().spec.ingress;
}

test('a port that nobody may reach has no rule', () => {
  expect(ingress(workload()).map((rule: any) => rule.ports[0].port)).toEqual([9091]);
});

test('a port for the outside is open to anybody: the source that a policy sees may be that of a node', () => {
  const plan = kafka();
  const ports = plan.components[1].ports.map((port) => port.name === 'clients' ? { ...port, audience: Audience.OUTSIDE } : port);
  expect(ingress(workload({ ...plan, components: [plan.components[0], { ...plan.components[1], ports }] }))[1])
    .toEqual({ ports: [{ port: 9092, protocol: 'TCP' }] });
});

test('a component without ports has no policy', () => {
  const plan = kafka();
  const mute = { ...plan.components[1], ports: [] };
  const rendered = workload({ ...plan, components: [plan.components[0], mute], budgets: [], endpoints: [], groups: [] });
  expect(rendered.objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ name }) => name)).toEqual(['events-controller']);
});

test('a peer that is no component is refused', () => {
  const plan = kafka();
  const components = plan.components.map((component) => ({
    ...component, ports: [{ name: 'x', number: 1, audience: Audience.PEERS, peers: ['proxy'] }],
  }));
  expect(() => workload({ ...plan, components, endpoints: [] })).toThrow('chart: peers of port x of controller: got "proxy", expected one of controller, broker');
});
