import { App, Chart } from 'cdk8s';
import { golden } from './golden';
import { structuralFindings } from './structure';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { WorkloadPlan } from '../../src/plan';
import { cache, cassandra, flink, kafka, postgres, training, zookeeper } from '../fixtures/plans';

expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', print: (value) => value as string });

function render(plan: WorkloadPlan): { workload: BuiltinWorkload; objects: any[] } {
  const chart = new Chart(new App(), 'chart');
  const workload = new BuiltinWorkload(chart, plan);
  return { workload, objects: chart.toJson() };
}

/** Secrets that a fixture takes from elsewhere: certificates and passwords are not this renderer's. */
const SECRETS = ['events-controller-tls', 'events-broker-tls', 'events-admin-tls', 'profiles-node-tls', 'ledger-passwords', 'registry', 'model-registry'];

describe.each([
  ['a log: two components, two quorums, zones asked of the node', kafka],
  ['one ring over three zones, told to the pod', cassandra],
  ['a primary with standbys that an agent elects', postgres],
  ['voters with two disks each', zookeeper],
  ['a cache without durable state, with what users add', cache],
  ['a leader with a standby, and stateless workers', flink],
  ['a gang of training workers', training],
])('%s', (_, fixture) => {
  const plan = fixture();

  test('is rendered as read by a person', () => {
    expect(golden(render(plan).objects)).toMatchSnapshot();
  });

  test('fits together', () => {
    expect(structuralFindings(render(plan).objects, {
      externalSecrets: SECRETS,
      external: ['fraud-savepoint-r8', 'images'],
      runtimeLabels: ['role'],
      kubernetesMinor: plan.site.kubernetesMinor,
    })).toEqual([]);
  });

  test('says no engine but in what the plan says', () => {
    expect(JSON.stringify(render({ ...fixture(), system: 'thing' }).objects.map(({ kind, metadata }) => [kind, metadata]))).not.toContain(plan.system);
  });

  test('gives the plan back when it is read', () => {
    expect(render(plan).workload.readBack()).toEqual(plan);
  });

  test('gives the same bytes twice', () => {
    expect(JSON.stringify(render(fixture()).objects)).toEqual(JSON.stringify(render(fixture()).objects));
  });
});
