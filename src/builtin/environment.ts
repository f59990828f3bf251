import { literal } from './command';
import { hasIndexes } from './job';
import { needsIndex, toldNames, toldRanks } from './ranks';
import { refuse } from '../contract/message';
import { ComponentLife, ComponentPlan, DoneWhen, WorkloadPlan } from '../plan';

/** Environment variables with plain values, sorted by name. One that is empty has no value: the API server drops it. */
export function environment(variables: Record<string, string> | undefined): any[] {
  return Object.entries(variables ?? {})
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, value]) => ({ name, value: literal(value) || undefined }));
}

/** The system's variables and the user's, who may not change those of the system. */
export function mergedEnvironment(
  path: string, part: string, ours: Record<string, string> | undefined, users: Record<string, string> | undefined,
): any[] {
  for (const [name, value] of Object.entries({ ...ours, ...users })) {
    if (typeof value === 'string') continue;
    refuse({ path, what: `environment variable ${name} of ${part}`, got: JSON.stringify(value) ?? 'nothing', expected: 'a text', change: `write ${name}: '${String(value ?? '')}'` });
  }
  for (const name of Object.keys(users ?? {})) {
    if (ours?.[name] !== undefined && ours[name] !== users![name]) {
      refuse({
        path,
        what: `environment variable ${name} of ${part}`,
        got: `"${users![name]}"`,
        expected: `"${ours[name]}", which the system needs`,
        change: `leave ${name} out`,
      });
    }
  }
  return environment({ ...ours, ...users });
}

/** The field that the Job controller writes, and the variable that it would add itself, but after all others. */
const INDEX = {
  name: 'JOB_COMPLETION_INDEX',
  valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } },
};

/** All variables of a component's main container, sorted by name. A value can only refer to what stands before it, so the index comes first. */
export function containerEnvironment(path: string, plan: WorkloadPlan, component: ComponentPlan): any[] {
  const { name: part, secretVariables = [] } = component;
  const told = toldRanks(plan, component);
  const indexed = Object.entries({ ...component.indexedEnvironment, ...told.indexed });
  if (indexed.length > 0 && !hasIndexes(component)) {
    refuse({
      path,
      what: `indexedEnvironment of ${part}`,
      got: `${indexed[0][0]} of a component whose pods have no index`,
      expected: `a component with the life ${ComponentLife.RUN_TO_COMPLETION} that is done when ${DoneWhen.ALL} or the ${DoneWhen.FIRST} is`,
      change: 'let a script of the component work it out',
    });
  }
  const named = [
    ...mergedEnvironment(path, part, { ...component.environment, ...told.plain }, component.pod?.environment),
    ...indexed.map(([name, value]) => ({ name, value: value.split('{index}').map(literal).join(`$(${INDEX.name})`) })),
    ...secretVariables.map(({ name, secretName, key }) => ({ name, valueFrom: { secretKeyRef: { key, name: secretName } } })),
  ].sort((a, b) => a.name < b.name ? -1 : 1);
  const all = needsIndex(component) ? [INDEX, ...named] : named;
  const names = [...all.map(({ name }) => name), ...toldNames(component).filter((name) => !told.indexed[name])];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) {
    refuse({ path, what: `environment variable ${twice} of ${part}`, got: 'two values', expected: 'one', change: 'leave one of them out' });
  }
  return all;
}
