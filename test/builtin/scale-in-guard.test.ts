import { App, Chart, JsonPatch } from 'cdk8s';
import { evaluate } from './cel';
import { golden } from './golden';
import { structuralFindings } from './structure';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { ComponentPlan, WorkloadPlan } from '../../src/plan';
import { cassandra, kafka } from '../fixtures/plans';

expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', print: (value) => value as string });

function guarded(plan: WorkloadPlan, change: Partial<WorkloadPlan> = {}, names = plan.components.map((component) => component.name)): WorkloadPlan {
  const drainsFirst = (component: ComponentPlan) => names.includes(component.name) ? { ...component, drainsFirst: true } : component;
  return { ...plan, components: plan.components.map(drainsFirst), ...change };
}

function render(plan: WorkloadPlan) {
  const chart = new Chart(new App(), 'chart');
  const workload = new BuiltinWorkload(chart, plan);
  const policies = (chart.toJson() as any[]).filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'));
  return { workload, objects: chart.toJson() as any[], policies };
}

test('is a policy for the components that drain first, and what puts it in force', () => {
  expect(golden(render(guarded(kafka())).policies)).toMatchSnapshot();
});

test('is there only when a component asks for it, and only for those that do', () => {
  expect(render(kafka()).policies).toEqual([]);
  const [policy] = render(guarded(kafka(), {}, ['broker'])).policies;
  expect(policy.spec.matchConstraints.resourceRules[0].resourceNames).toEqual(['events-broker']);
});

test('fits to the rest, and gives the plan back when it is read', () => {
  const plan = guarded(cassandra());
  const { workload, objects } = render(plan);
  expect(structuralFindings(objects, { externalSecrets: ['profiles-node-tls'], kubernetesMinor: plan.site.kubernetesMinor })).toEqual([]);
  expect(workload.readBack()).toEqual(plan);
});

test('has a name that no other workload has, in whatever namespace', () => {
  const names = (namespaceName: string, name: string) => {
    const { policies } = render(guarded(cassandra(), { namespaceName, name }));
    return policies.map(({ metadata }) => metadata.name);
  };
  expect(names('a-b', 'c')).toEqual(['a-b.c.scale-in', 'a-b.c.scale-in']);
  expect(names('a', 'b-c')).toEqual(['a.b-c.scale-in', 'a.b-c.scale-in']);
});

test('is refused for API servers that do not know it', () => {
  const old = { ...kafka().site, kubernetesMinor: 29 };
  expect(() => render(guarded(kafka(), { site: old }))).toThrow(
    'chart: guard of scale-in of controller and broker: got Kubernetes 1.29, expected 1.30 or later: no older API server has ValidatingAdmissionPolicy in '
    + "admissionregistration.k8s.io/v1; tell the platform's kubernetesVersion if it is 1.30 or later; else leave guards.scaleIn away, and run cdk8s-data check");
  expect(render(guarded(kafka(), { site: { ...old, kubernetesMinor: 30 } })).policies).toHaveLength(2);
});

test('that is patched works against what was promised', () => {
  const { workload } = render(guarded(kafka()));
  workload.object('ValidatingAdmissionPolicyBinding', 'orders.events.scale-in').addJsonPatch(JsonPatch.replace('/spec/validationActions', ['Audit']));
  expect(workload.readBack().conflicts.map(({ setting }) => setting)).toEqual(['ValidatingAdmissionPolicyBinding orders.events.scale-in: spec']);
});

describe('what the API server answers', () => {
  const { spec } = render(guarded(kafka())).policies[0];

  /** The first objection, or nothing. */
  function answer(oldObject: any, object: any, subResource?: string): string | undefined {
    // absent, not empty, where the object itself is asked for
    const request = { operation: 'UPDATE', ...subResource === undefined ? {} : { subResource } };
    const variables: Record<string, unknown> = {};
    const names = { oldObject, object, request, variables };
    for (const { name, expression } of spec.variables) Object.defineProperty(variables, name, { get: () => evaluate(expression, names) });
    const broken = spec.validations.find(({ expression }: any) => !evaluate(expression, names));
    return broken && (broken.message ?? evaluate(broken.messageExpression, names));
  }

  const set = (replicas: number, draining?: string, start?: number) => ({
    metadata: { name: 'events-broker', ...draining === undefined ? {} : { annotations: { 'cdk8s-data/draining': draining } } },
    spec: { replicas, ...start === undefined ? {} : { ordinals: { start } } },
  });
  const scale = (replicas: number) => ({ metadata: { name: 'events-broker' }, spec: replicas === 0 ? {} : { replicas } });

  test.each([
    ['nothing changes', set(5), set(5)],
    ['members come', set(5), set(6)],
    ['members come where there was none', set(0), set(3)],
    ['the last one goes, and was drained', set(5, '4'), set(4)],
    ['the last two go, and were drained', set(5, '3,4'), set(3)],
    ['one of two that were drained goes', set(5, '3,4'), set(4, '3')],
    ['somebody wrote the list by hand', set(5, ' 4, 3 '), set(3)],
    ['somebody wrote more than numbers', set(5, 'x,4'), set(4)],
    ['more are listed than go', set(5, '2,4,7'), set(4)],
    ['all go, and were drained', set(3, '0,1,2'), set(0)],
    ['numbers begin elsewhere', set(3, '12', 10), set(2, undefined, 10)],
    ['where they begin is written down', set(3), set(3, undefined, 0)],
  ])('let through: %s', (_, before, after) => {
    expect(answer(before, after)).toBeUndefined();
  });

  test.each([
    ['the bare cut', set(5), set(4), 'members from 4 on are to go, and the annotation cdk8s-data/draining of before lists none: declare them as draining'],
    ['declared in the same change', set(5), set(4, '4'), 'lists none'],
    ['another one was drained', set(5, '0'), set(4), 'members from 4 on are to go, and the annotation cdk8s-data/draining of before lists 0:'],
    ['more go than were drained', set(5, '3,4'), set(2), 'members from 2 on are to go, and the annotation cdk8s-data/draining of before lists 3, 4:'],
    ['one between was not drained', set(5, '2,4'), set(2), 'lists 2, 4:'],
    ['the last was not drained', set(5, '3'), set(3), 'lists 3:'],
    ['one is listed twice instead of two', set(5, '4,4'), set(3), 'lists 4, 4:'],
    ['what is listed is no number', set(5, '4.0,-4,four'), set(4), 'lists none'],
    ['all go', set(3), set(0), 'members from 0 on'],
    ['numbers begin elsewhere, and the list does not know', set(3, '2', 10), set(2, undefined, 10), 'members from 12 on'],
    ['numbers move', set(3, '0'), set(3, undefined, 1), 'spec.ordinals can\'t be changed'],
  ])('refused: %s', (_, before, after, words) => {
    expect(answer(before, after)).toContain(words);
  });

  test('through /scale members come, and none goes', () => {
    expect(answer(scale(5), scale(6), 'scale')).toBeUndefined();
    expect(answer(scale(0), scale(1), 'scale')).toBeUndefined();
    for (const fewer of [4, 0]) expect(answer(scale(5), scale(fewer), 'scale')).toContain('members are not taken away through /scale');
  });
});
