import { refuse } from '../contract/message';
import { ComponentLife, ComponentPlan, EndpointPlan, EndpointRole, WorkloadPlan } from '../plan';

/** Which system it is. */
export const NAME_LABEL = 'app.kubernetes.io/name';
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';
export const COMPONENT_LABEL = 'app.kubernetes.io/component';
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
/** Who rendered it. */
export const MANAGER = 'cdk8s-data';

/** The labels that are ours: nobody else sets them. */
export const OWN_LABELS = [NAME_LABEL, INSTANCE_LABEL, COMPONENT_LABEL, MANAGED_BY_LABEL];

/** What selects the pods of one component. Frozen: a selector of a StatefulSet can't be changed. */
export function selector(plan: WorkloadPlan, component: string): Record<string, string> {
  return { [NAME_LABEL]: plan.system, [INSTANCE_LABEL]: plan.name, [COMPONENT_LABEL]: component };
}

/** What selects the pods of several components. */
export function selectorOf(plan: WorkloadPlan, components: string[]): any {
  return components.length === 1
    ? { matchLabels: selector(plan, components[0]) }
    : {
      matchLabels: { [NAME_LABEL]: plan.system, [INSTANCE_LABEL]: plan.name },
      matchExpressions: [{ key: COMPONENT_LABEL, operator: 'In', values: [...components].sort() }],
    };
}

/** The labels of the objects and pods of one component. */
export function labels(plan: WorkloadPlan, component: string): Record<string, string> {
  return { ...selector(plan, component), [MANAGED_BY_LABEL]: MANAGER };
}

/** The labels of what belongs to the whole workload. */
export function workloadLabels(plan: WorkloadPlan): Record<string, string> {
  return { [NAME_LABEL]: plan.system, [INSTANCE_LABEL]: plan.name, [MANAGED_BY_LABEL]: MANAGER };
}

/** The labels of what all runs of a work share: of the whole work, or of one component or task. */
export function lastingLabels(plan: WorkloadPlan, part?: string): Record<string, string> {
  const lasting = { ...plan, name: workName(plan) };
  return part === undefined ? workloadLabels(lasting) : labels(lasting, part);
}

/** Name of the objects of one component or task. */
export function partName(plan: WorkloadPlan, part: string): string {
  return `${plan.name}-${part}`;
}

/** Name of the ServiceAccount of a component or task: all runs of a work have one, for platforms and registries grant rights to its name. */
export function serviceAccountName(plan: WorkloadPlan, part: string): string {
  return `${workName(plan)}-${part}`;
}

/** The work of which the workload may be one run. */
export function workName({ workName: name, name: run }: WorkloadPlan): string {
  return name ?? run;
}

/** Name of what runs a component, and of what it starts with: with its run, where another run is another object. */
export function ownerName(plan: WorkloadPlan, component: ComponentPlan): string {
  const name = partName(plan, component.name);
  return component.run === undefined ? name : `${name}-${component.run}`;
}

/** Name of the Service of an endpoint. */
export function endpointName(plan: WorkloadPlan, endpoint: EndpointPlan): string {
  return endpoint.suffix === undefined ? plan.name : `${plan.name}-${endpoint.suffix}`;
}

/** Name of the Service of one member at an endpoint that leads to each. */
export function memberEndpointName(plan: WorkloadPlan, component: ComponentPlan, endpoint: EndpointPlan, ordinal: number): string {
  const member = `${partName(plan, component.name)}-${ordinal}`;
  return endpoint.suffix === undefined ? member : `${member}-${endpoint.suffix}`;
}

/** Name of the ConfigMap that says that the component was founded. */
export function foundingMarker(plan: WorkloadPlan, component: ComponentPlan): string {
  return `${partName(plan, component.name)}-founded`;
}

/** Name of a component's rights outside of its namespace. */
export function clusterRoleName(plan: WorkloadPlan, component: ComponentPlan): string {
  // colons, as below
  return `${plan.namespaceName}:${partName(plan, component.name)}`;
}

/** Name of the cluster-wide right to read the zone of a node. */
export function zoneReaderName(plan: WorkloadPlan, component: ComponentPlan): string {
  // colons, which no namespace and no other name can have: two workloads never share it
  return `${plan.namespaceName}:${partName(plan, component.name)}:zone`;
}

/** Name of the cluster-wide refusal to take members away that were not emptied. */
export function scaleInGuardName(plan: WorkloadPlan): string {
  // a namespace and a name have no dots, and a policy's name has no colons
  return `${plan.namespaceName}.${plan.name}.scale-in`;
}

/*
 * How long a name may be. The API server accepts longer ones for some kinds and then makes no pods,
 * so each limit is that of the tightest label, host name or name that Kubernetes derives from it.
 */

/** A label's value, a host name, a Service's name. */
const LABEL_LENGTH = 63;
/** The pods' label controller-revision-hash is `<name>-<10 characters>` (kubernetes#64023). */
const STATEFUL_SET_LENGTH = LABEL_LENGTH - 11;
/** The Jobs that a CronJob makes are `<name>-<10 digits>`; the API server checks it. */
const CRON_JOB_LENGTH = LABEL_LENGTH - 11;
/** Length of the hash that ends the name of a task's Job. */
export const TASK_HASH_LENGTH = 10;

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** A Service's name must begin with a letter, and the workload's name is that of a Service. */
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

function checkPart(path: string, what: string, name: string, pattern: RegExp, begins: string): void {
  if (!pattern.test(name)) {
    const mended = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
    refuse({
      path,
      what,
      got: `"${name}"`,
      expected: `lower case letters, digits and hyphens, beginning with ${begins} and ending with a letter or a digit`,
      change: mended ? `write "${mended}"` : 'choose another name',
    });
  }
}

/** `name` is `<plan><rest>`: says how short the plan's name must be. */
function checkLength(path: string, plan: WorkloadPlan, kind: string, name: string, limit: number): void {
  if (name.length <= limit) return;
  refuse({
    path,
    what: `name of the ${kind}`,
    got: `"${name}" with ${name.length} characters`,
    expected: `at most ${limit}`,
    change: shorten(plan, name.length - limit),
  });
}

/** How a plan's name gets shorter by so many characters. Its run, if it is one, stays whole: what is shortened is the name of the work. */
export function shorten(plan: WorkloadPlan, by: number): string {
  const name = workName(plan);
  const room = name.length - by;
  const run = plan.name.startsWith(`${name}-`) ? ` beside its run "${plan.name.slice(name.length + 1)}"` : '';
  if (room < 1) return run ? 'shorten its run' : 'shorten the names of its parts';
  return `shorten "${name}" to ${room} characters or fewer${run}, such as "${name.slice(0, room).replace(/-+$/, '')}"`;
}

/** Checks the workload's own name: that of a Service. */
export function checkWorkloadName(path: string, plan: WorkloadPlan): void {
  checkPart(path, 'name', plan.name, SERVICE_NAME, 'a letter');
}

/** Checks every name that the plan alone decides. */
export function checkNames(path: string, plan: WorkloadPlan): void {
  checkWorkloadName(path, plan);
  checkPart(path, 'namespace', plan.namespaceName, DNS_LABEL, 'a letter or a digit');
  if (plan.namespaceName.length > LABEL_LENGTH) {
    refuse({
      path,
      what: 'namespace',
      got: `"${plan.namespaceName}" with ${plan.namespaceName.length} characters`,
      expected: `at most ${LABEL_LENGTH}`,
      change: 'shorten it',
    });
  }
  checkPart(path, 'system', plan.system, DNS_LABEL, 'a letter or a digit');
  const ends = plan.components.every(({ life }) => life === ComponentLife.RUN_TO_COMPLETION);
  // the names of pods are longer, and say how short it must be
  if (!ends) checkLength(path, plan, 'Service', plan.name, LABEL_LENGTH);
  const seen = new Set<string>();
  for (const component of plan.components) {
    const what = `component ${component.name}`;
    checkPart(path, what, component.name, DNS_LABEL, 'a letter or a digit');
    if (seen.has(component.name)) {
      refuse({ path, what, got: 'the same name twice', expected: 'a name of its own', change: 'rename one of them' });
    }
    seen.add(component.name);
    const name = partName(plan, component.name);
    switch (component.life) {
      case ComponentLife.MEMBER:
        checkLength(path, plan, 'StatefulSet', name, STATEFUL_SET_LENGTH);
        // the pod's name is its host name and a label
        checkLength(path, plan, 'last pod', `${name}-${component.replicas - 1}`, LABEL_LENGTH);
        break;
      case ComponentLife.STATELESS:
        checkLength(path, plan, 'Deployment', name, LABEL_LENGTH);
        break;
      case ComponentLife.RUN_TO_COMPLETION:
        // the host name of the last index; the API server checks it
        if (component.run !== undefined) checkPart(path, `run of component ${component.name}`, component.run, DNS_LABEL, 'a letter or a digit');
        checkLength(path, plan, 'last pod of the Job', `${ownerName(plan, component)}-${component.replicas - 1}`, LABEL_LENGTH);
        break;
    }
    for (const port of component.ports) {
      if (!PORT_NAME.test(port.name) || port.name.length > 15) {
        refuse({
          path,
          what: `port of component ${component.name}`,
          got: `"${port.name}"`,
          expected: 'at most 15 lower case letters, digits and single hyphens, with a letter among them',
          change: 'choose a shorter or plainer name',
        });
      }
    }
  }
  for (const endpoint of plan.endpoints) {
    if (endpoint.suffix !== undefined) checkPart(path, `suffix of endpoint ${endpoint.name}`, endpoint.suffix, DNS_LABEL, 'a letter or a digit');
    const component = plan.components.find((candidate) => candidate.name === endpoint.component);
    const longest = component && endpoint.role === EndpointRole.EACH
      ? memberEndpointName(plan, component, endpoint, component.replicas - 1)
      : endpointName(plan, endpoint);
    checkLength(path, plan, 'Service', longest, LABEL_LENGTH);
  }
}

/** Checks the name of a task, and that of the object that runs it. */
export function checkTaskName(path: string, plan: WorkloadPlan, task: string, scheduled: boolean): void {
  checkPart(path, `task ${task}`, task, DNS_LABEL, 'a letter or a digit');
  const name = partName(plan, task);
  if (scheduled) {
    checkLength(path, plan, 'CronJob', name, CRON_JOB_LENGTH);
  } else {
    checkLength(path, plan, 'Job', `${name}-${'0'.repeat(TASK_HASH_LENGTH)}`, LABEL_LENGTH);
  }
}
