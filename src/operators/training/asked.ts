import { Ability, Runner, RUNNERS } from './abilities';
import { sortedJson } from '../../builtin/content-hash';
import { refuse } from '../../contract/message';
import { ComponentPlan, DoneWhen, RanksPlan, WorkloadPlan } from '../../plan';

/** A plan that is one work of several processes, and nothing else. */
export interface Training {
  readonly component: ComponentPlan;
  readonly ranks: RanksPlan;
  /** How often all may start over. */
  readonly startOvers: number;
}

/** What was asked for that not everybody can do, by what it is called where it is declared. */
function asked({ component, ranks }: Training): [Ability, string, string][] {
  const { finish, resources } = component;
  const codes = finish?.fatalExitCodes ?? [];
  const apart = ranks.roles.find((role) => role.resources && sortedJson(role.resources) !== sortedJson(resources));
  return [
    ...ranks.elastic ? [[Ability.ELASTIC, 'elastic', `${ranks.elastic.fewest} to ${ranks.elastic.most} pods`] as [Ability, string, string]] : [],
    ...codes.length > 0 ? [[Ability.FATAL_EXIT_CODES, 'fatalExitCodes', codes.join(', ')] as [Ability, string, string]] : [],
    ...finish?.deadlineSeconds !== undefined ? [[Ability.DEADLINE, 'deadline', `${finish.deadlineSeconds} seconds`] as [Ability, string, string]] : [],
    ...finish?.suspended ? [[Ability.SUSPEND, 'suspended', 'true'] as [Ability, string, string]] : [],
    ...finish?.doneWhen === DoneWhen.FIRST && ranks.roles.length > 1
      ? [[Ability.CHIEF, 'framework', `done when the ${ranks.roles[0].name} is`] as [Ability, string, string]] : [],
    ...apart ? [[Ability.ROLES, 'resources', `other ones for the role ${apart.name}`] as [Ability, string, string]] : [],
  ];
}

/** @throws where the plan is none of ranks, of a system that it does not know, or asks for what it can't do: with the name of one that can */
export function trainingOf(path: string, runner: Runner, name: string, plan: WorkloadPlan): Training {
  const [component, ...others] = plan.components;
  const { ranks } = component ?? {};
  if (!ranks || others.length > 0) {
    refuse({ path, what: 'controller', got: `${name} for ${plan.system}`, expected: 'a training job: one work of several processes', change: 'leave controller away' });
  }
  const training = { component, ranks: ranks!, startOvers: startOversOf(plan, component) };
  const all = asked(training);
  const able = RUNNERS.filter((one) => one.systems.includes(plan.system) && all.every(([ability]) => one.abilities[ability].can)).map(named);
  const instead = able.length > 0 ? `: ${able.join(', ')}` : '; nobody can do all that is asked';
  if (!runner.systems.includes(plan.system)) {
    refuse({ path, what: 'controller', got: `${runner.kind} for ${plan.system}`, expected: `one that runs ${plan.system}${instead}`, change: changeTo(able) });
  }
  const missing = all.find(([ability]) => !runner.abilities[ability].can);
  if (missing) {
    const [ability, what, got] = missing;
    refuse({ path, what, got: `${got} for a ${runner.kind}`, expected: `one with ${ability}${instead}; a ${runner.kind} ${runner.abilities[ability].how}`, change: `leave ${what} away${able.length > 0 ? `, or ${changeTo(able)}` : ''}` });
  }
  return training;
}

function startOversOf({ groups }: WorkloadPlan, { name, finish }: ComponentPlan): number {
  return groups.find(({ components }) => components.includes(name))?.startOvers ?? finish?.attempts ?? 0;
}

function named({ construct, kind }: Runner): string {
  return construct.includes(' ') ? construct : `${construct} (${kind})`;
}

function changeTo(able: string[]): string {
  const [first] = able.filter((one) => !one.includes('no controller'));
  if (first === undefined) return 'leave controller away';
  return `write controller: ${first.split(' ')[0]}.existing({ ... })${able.length > 0 && able[0] === 'no controller' ? ', or no controller' : ''}`;
}
