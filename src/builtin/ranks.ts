import { sortedJson } from './content-hash';
import { hasIndexes } from './job';
import { ownerName, partName } from './names';
import { scriptText } from './script-text';
import { refuse } from '../contract/message';
import { ComponentPlan, RolePlan, WorkloadPlan } from '../plan';

/** What the ranks of a component are told, for a Job has one template for all of its pods. */
export interface Told {
  /** Variables with plain values. */
  readonly plain: Record<string, string>;
  /** Variables in whose values `{index}` stands for the pod's index. */
  readonly indexed: Record<string, string>;
}

/** A variable that only some roles have would be empty for the others. */
const ROLE = /^[a-z]([a-z0-9_]*[a-z0-9])?$/;

/** Several roles: a script finds out which of them a pod has. */
function differs({ ranks }: ComponentPlan): boolean {
  return (ranks?.roles.length ?? 0) > 1;
}

/** The host name of each index, as the headless Service has it. */
function withHosts(plan: WorkloadPlan, component: ComponentPlan, value: string): string {
  return value.replace(/\{host:(\d+)\}/g, (_, index) => `${ownerName(plan, component)}-${index}.${partName(plan, component.name)}`);
}

/** The variables of the ranks. */
export function toldRanks(plan: WorkloadPlan, component: ComponentPlan): Told {
  const { ranks } = component;
  if (!ranks) return { plain: {}, indexed: {} };
  const told = (variables: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, withHosts(plan, component, value)]));
  const [first, ...others] = ranks.roles;
  if (others.length === 0) return { plain: {}, indexed: { ...told(ranks.environment), ...told(first.environment) } };
  const variables = [...new Set(ranks.roles.flatMap(({ environment }) => Object.keys(environment ?? {})))].sort();
  const forRoles = ranks.roles.flatMap(({ name, environment }) => variables.map((variable) => [`${variable}_${name}`, told(environment)[variable] ?? '']));
  return {
    plain: {
      ...Object.fromEntries(forRoles),
      RANK_ROLES: ranks.roles.map(({ name, replicas }) => `${name}:${replicas}`).join(' '),
      RANK_VARIABLES: variables.join(' '),
    },
    indexed: told(ranks.environment),
  };
}

/** The names of the variables that a rank is told. */
export function toldNames({ ranks }: ComponentPlan): string[] {
  const told = [ranks?.environment, ...(ranks?.roles ?? []).map(({ environment }) => environment)];
  return [...new Set(told.flatMap((variables) => Object.keys(variables ?? {})))];
}

/** Whether its pods must know their index. */
export function needsIndex(component: ComponentPlan): boolean {
  const { indexedEnvironment, ranks } = component;
  return differs(component) || Object.keys({ ...indexedEnvironment, ...ranks?.environment, ...ranks?.roles[0].environment }).length > 0;
}

/** The command of a pod: that of the ranks, once each knows what it is. */
export function rankedCommand(path: string, component: ComponentPlan): string[] | undefined {
  const { command, name } = component;
  if (!differs(component)) return command;
  if (!command) {
    refuse({
      path,
      what: `command of ${name}`,
      got: 'none',
      expected: 'one: a Job has one template for all roles, so a shell tells each pod its own and then runs the command',
      change: 'write the command of the image',
    });
  }
  return ['sh', '-c', scriptText('rank.sh'), 'rank', ...command!];
}

/** Roles that a Job can have: a row of indexes for each, all with the same resources. */
export function checkRanks(path: string, component: ComponentPlan): void {
  const { ranks, name, replicas, resources } = component;
  if (!ranks) return;
  const sum = ranks.roles.reduce((all, role) => all + role.replicas, 0);
  if (sum !== replicas || !hasIndexes(component)) {
    refuse({
      path,
      what: `ranks of ${name}`,
      got: `${sum} in a component with ${replicas} pods${hasIndexes(component) ? '' : ' without indexes'}`,
      expected: 'as many as pods, each with an index',
      change: 'let the roles add up to the replicas',
    });
  }
  const names = ranks.roles.map((role) => role.name);
  const wrong = names.find((role, at) => !ROLE.test(role) || names.indexOf(role) !== at);
  if (wrong !== undefined) {
    refuse({ path, what: `role of ${name}`, got: `"${wrong}"`, expected: 'lower case letters, digits and underscores, each name once', change: 'rename it' });
  }
  const other = ranks.roles.find((role) => role.resources && sortedJson(role.resources) !== sortedJson(resources));
  if (other) refuseResources(path, component, other);
}

function refuseResources(path: string, { name }: ComponentPlan, role: RolePlan): never {
  return refuse({
    path,
    what: `resources of ${name}`,
    got: `other ones for the role ${role.name}`,
    expected: 'the same for all roles: a Job has one template for all of its pods',
    change: 'let all roles have the same, or choose a controller with a template for each role',
  });
}
