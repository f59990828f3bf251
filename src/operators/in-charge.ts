import { CatalogueEntry, compareVersions, sourceOf, versionProblem } from './vendor/entry';
import { Watched } from './vendor/watched';
import { UNPROVEN_ANNOTATION } from '../builtin/accepted-risks';
import { refuse } from '../contract/message';
import { shown } from '../declared/values';

/** What is known of an operator in a cluster, whoever installed it. */
export interface InCharge {
  readonly entry: CatalogueEntry;
  readonly version: string;
  readonly namespaceName: string;
  readonly watched: Watched;
}

/** @throws if the catalogue knows no such version */
export function checkedVersion(path: string, entry: CatalogueEntry, version: string): string {
  const problem = versionProblem(entry, String(version));
  if (problem) refuse({ path, what: 'version', got: shown(version), expected: problem.expected, change: problem.change.replace('write ', 'write version: ') });
  return version;
}

export function checkWatches(path: string, namespaceName: string, { entry, namespaceName: home, watched }: InCharge): void {
  if (watched === 'all' || watched.includes(namespaceName)) return;
  refuse({
    path,
    what: 'operator',
    got: `${entry.construct} in ${home}, which watches ${watched.join(', ')}`,
    expected: `one that watches ${namespaceName}: in other namespaces it sees nothing, and nothing would happen`,
    change: `write watches: [${[...watched, namespaceName].sort().map((name) => `'${name}'`).join(', ')}]`,
  });
}

export function checkKubernetes(path: string, minor: number, { entry, version }: Pick<InCharge, 'entry' | 'version'>): void {
  const least = sourceOf(entry, version)!.leastKubernetesMinor;
  if (minor >= least) return;
  refuse({
    path,
    what: 'kubernetesVersion',
    got: `1.${minor}`,
    expected: `1.${least} or later, the least that ${entry.construct} ${version} supports`,
    change: `tell the platform kubernetesVersion: '1.${least}' or what it has (1.${minor} also stands for a platform that was told none)`,
  });
}

/** The watched namespaces; nothing for all. */
export function namesOf({ watched }: InCharge): string[] | undefined {
  return watched === 'all' ? undefined : [...watched];
}

/** What stands in the output of a version that nobody here has seen. Said once more where the program runs. */
export function unproven(path: string, entry: CatalogueEntry, version: string): Record<string, string> {
  const minor = (of: string) => of.split('.').slice(0, 2).join('.');
  if (entry.proven.some((proven) => minor(proven) === minor(version) && compareVersions(proven, version) <= 0)) return {};
  const text = `${entry.name} ${version}`;
  process.stderr.write(`warning: ${path}: version: got ${text}, whose release this library's authors never saw (they saw ${entry.proven.join(', ')}); try it before you trust it\n`);
  return { [UNPROVEN_ANNOTATION]: text };
}
