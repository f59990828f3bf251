import { App, Chart } from 'cdk8s';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { PermissionPlan, TaskWhen, WorkloadPlan } from '../../src/plan';
import { cache } from '../fixtures/plans';

const lease: PermissionPlan = { apiGroup: 'coordination.k8s.io', resource: 'leases', verbs: ['create'] };
const secrets: PermissionPlan = { apiGroup: '', resource: 'secrets', verbs: ['get'] };

function rights(permissions: PermissionPlan[]): string[] {
  const plan: WorkloadPlan = { ...cache(), components: cache().components.map((component) => ({ ...component, permissions })) };
  const chart = new Chart(new App(), 'chart', { namespace: 'elsewhere' });
  const { objects } = new BuiltinWorkload(chart, plan);
  return objects.map((object) => object.toJson()).filter(({ kind }) => /Role/.test(kind))
    .map(({ kind, metadata: { name, namespace }, rules, subjects, roleRef }) =>
      `${kind} ${namespace ?? '-'}/${name} ${rules ? rules.map((rule: any) => rule.resources.join()).join() : `${roleRef.kind} ${roleRef.name} ${subjects[0].namespace}`}`);
}

const { namespaceName, name, components: [{ name: part }] } = cache();
const own = `${name}-${part}`;
const abroad = `${namespaceName}:${own}`;

test('a right holds in the namespace of the workload', () => {
  expect(rights([lease])).toEqual([`Role ${namespaceName}/${own} leases`, `RoleBinding ${namespaceName}/${own} Role ${own} ${namespaceName}`]);
});

test('a right in other namespaces is a role in each of them, for the account in its own', () => {
  expect(rights([{ ...secrets, namespaces: ['till', 'bank'] }])).toEqual([
    `Role bank/${abroad} secrets`, `RoleBinding bank/${abroad} Role ${abroad} ${namespaceName}`,
    `Role till/${abroad} secrets`, `RoleBinding till/${abroad} Role ${abroad} ${namespaceName}`,
  ]);
});

test('a right everywhere is in no namespace, whatever the namespace of the chart', () => {
  expect(rights([lease, { ...secrets, clusterWide: true }])).toEqual([
    `Role ${namespaceName}/${own} leases`, `RoleBinding ${namespaceName}/${own} Role ${own} ${namespaceName}`,
    `ClusterRole -/${abroad} secrets`, `ClusterRoleBinding -/${abroad} ClusterRole ${abroad} ${namespaceName}`,
  ]);
});

test('what is named among the namespaces is its own too', () => {
  expect(rights([{ ...secrets, namespaces: [namespaceName, 'till'] }]).filter((line) => line.startsWith('Role '))).toEqual([
    `Role ${namespaceName}/${own} secrets`, `Role till/${abroad} secrets`,
  ]);
});

test('a task has no rights outside of the namespace', () => {
  const workload = new BuiltinWorkload(new Chart(new App(), 'chart'), cache());
  expect(() => workload.addTask('copy', () => ({
    name: 'copy', when: TaskWhen.ONCE, image: 'a', command: [], user: 1, memoryBytes: 1, files: [], permissions: [{ ...secrets, clusterWide: true }],
  }))).toThrow("permissions of task copy: got one outside of the namespace, expected rights in the workload's namespace");
});
