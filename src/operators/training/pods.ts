import { Training } from './asked';
import { sharedClaims } from '../../builtin/claim';
import { Manifest } from '../../builtin/manifest';
import { shorten } from '../../builtin/names';
import { networkPolicy } from '../../builtin/network-policy';
import { podTemplate } from '../../builtin/pod';
import { serviceAccount } from '../../builtin/service-account';
import { refuse } from '../../contract/message';
import { ComponentPlan, RolePlan, WorkloadPlan } from '../../plan';

/** How one who runs training jobs wants its pods. */
export interface Wanted {
  /** The name of the container that trains. */
  readonly container: string;
  /**
   * The name of the port where ranks meet.
   * @default - the plan's
   */
  readonly port?: string;
  /** What each is told in its environment, `{index}` for its number in the role. */
  readonly told: Record<string, string>;
  /**
   * Where a pod finds its number in the role.
   * @default - as in a Job with indexes
   */
  readonly indexField?: string;
}

/** A role as a component of its own: what differs in it. */
function ofRole({ component }: Training, role: RolePlan): ComponentPlan {
  const { ranks: _, ...rest } = component;
  return { ...rest, resources: role.resources ?? component.resources, pod: role.pod ?? component.pod };
}

/** The template of the pods of a role. */
export function rankTemplate(path: string, plan: WorkloadPlan, training: Training, role: RolePlan, wanted: Wanted): any {
  const { container, port, told, indexField } = wanted;
  const indexed = Object.fromEntries(Object.entries(told).filter(([, value]) => value.includes('{index}')));
  const plain = Object.fromEntries(Object.entries(told).filter(([name]) => indexed[name] === undefined));
  const component = ofRole(training, role);
  const template = podTemplate(path, plan, { ...component, environment: { ...component.environment, ...plain }, indexedEnvironment: indexed });
  const [first, ...sidecars] = template.spec.containers;
  const meeting = training.ranks.port;
  const main = {
    ...first,
    name: container,
    ports: first.ports?.map((one: any) => one.name === meeting && port !== undefined ? { ...one, name: port } : one),
    env: first.env?.map((one: any) => indexField !== undefined && one.name === 'JOB_COMPLETION_INDEX'
      ? { name: one.name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: indexField } } } : one),
  };
  return { ...template, spec: { ...template.spec, containers: [main, ...sidecars] } };
}

/** What ranks are told, with the host names that the controller gives, but for what it tells them by itself. */
export function toldTo(
  { ranks }: Training, role: RolePlan, host: (role: RolePlan, index: number) => string, itself: (name: string) => boolean = () => false,
): Record<string, string> {
  const hosts = ranks.roles.flatMap((each) => Array.from({ length: each.replicas }, (_, index) => host(each, index)));
  const all = Object.entries({ ...ranks.environment, ...role.environment }).filter(([name]) => !itself(name));
  return Object.fromEntries(all.map(([name, value]) => [name, value.replace(/\{host:(\d+)\}/g, (_, index) => hosts[Number(index)])]));
}

/** What stands around the work: the claims, the identity of its pods, and who may reach them. */
export function around(path: string, plan: WorkloadPlan, { component }: Training): Manifest[] {
  return [
    ...sharedClaims(plan),
    serviceAccount(plan, component.name, component.identity),
    ...component.ports.length > 0 ? [networkPolicy(path, plan, component, () => [])] : [],
  ];
}

/** A label's value, a host name, a Service's name. */
const LENGTH = 63;

/** @throws where the name that the controller gives to a pod or a Service would be too long. `of`: the longest, of the plan's name */
export function checkLength(path: string, plan: WorkloadPlan, what: string, of: (name: string) => string): void {
  const longest = of(plan.name);
  if (longest.length <= LENGTH) return;
  refuse({
    path,
    what: 'name',
    got: `the ${what} ${longest} with ${longest.length} characters`,
    expected: `at most ${LENGTH}`,
    change: shorten(plan, longest.length - LENGTH),
  });
}
