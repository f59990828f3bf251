import { refuse } from '../../contract/message';
import { compareVersions } from '../vendor/entry';

/** A kind of work that Kueue can hold back. */
export interface Integration {
  /** As Kueue's configuration names it. */
  readonly name: string;
  /** Whether Kueue turns it on by itself, until a version. */
  readonly onUntil?: string;
  /** What to know before it is turned on. */
  readonly note?: string;
}

const LEAVING = 'deprecated since 0.19, and to be removed, tentatively in 0.20: https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/site/content/en/docs/tasks/run/kubeflow/_index.md';

/**
 * The kinds that this library writes. Kueue turns on all of them until told, but those of the training-operator only before 0.19.
 * charts/kueue/values.yaml at the tags v0.17.8, v0.18.6 and v0.19.2 of https://github.com/kubernetes-sigs/kueue.
 */
export const INTEGRATIONS: Integration[] = [
  { name: 'batch/job' },
  { name: 'jobset.x-k8s.io/jobset' },
  { name: 'trainer.kubeflow.org/trainjob' },
  { name: 'kubeflow.org/tfjob', onUntil: '0.19.0', note: LEAVING },
  { name: 'kubeflow.org/pytorchjob', onUntil: '0.19.0', note: LEAVING },
];

/** What Kueue of a version turns on by itself. */
export function onByItself(version: string): string[] {
  return INTEGRATIONS.filter(({ onUntil }) => onUntil === undefined || compareVersions(version, onUntil) < 0).map(({ name }) => name);
}

/** What is to be turned on. @throws for a kind that is none of these */
export function chosenFrameworks(path: string, frameworks: string[] | undefined, otherwise: string[]): string[] {
  const known = INTEGRATIONS.map(({ name }) => name);
  const strange = frameworks?.find((name) => !known.includes(name));
  if (strange !== undefined) refuse({ path, what: 'frameworks', got: `'${strange}'`, expected: `some of ${known.join(', ')}`, change: 'leave it away: this library writes no work of that kind' });
  if (frameworks?.length === 0) refuse({ path, what: 'frameworks', got: 'none', expected: `one or more of ${known.join(', ')}`, change: "write frameworks: ['batch/job']" });
  return known.filter((name) => (frameworks ?? otherwise).includes(name));
}
