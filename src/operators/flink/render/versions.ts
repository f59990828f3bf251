import { refuse } from '../../../contract/message';

/**
 * The versions of Flink that the definition of each release knows: the API server refuses others.
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/helm/flink-kubernetes-operator/crds/flinkdeployments.flink.apache.org-v1.yml
 * Older ones than 1.15 are in it, too, but its validator refuses them.
 */
const FLINK_MINORS: Readonly<Record<string, readonly string[]>> = { '1.15.0': ['1.15', '1.16', '1.17', '1.18', '1.19', '1.20', '2.0', '2.1', '2.2'] };

/** What the operator calls a version: `v2_2`. @throws where it knows none of that minor */
export function flinkVersion(path: string, operator: string, version: string): string {
  const minor = version.split('.').slice(0, 2).join('.');
  const known = FLINK_MINORS[operator];
  if (known && !known.includes(minor)) {
    refuse({ path, what: 'version', got: `flink ${version}`, expected: `one that flink-operator ${operator} runs: ${known.join(', ')}`, change: `take Flink ${known[known.length - 1]}, leave operator away, or take another operator` });
  }
  return `v${minor.replace('.', '_')}`;
}

/**
 * Flink 2.0 took an argument away that this release still gives to JobManagers that it starts itself, as soon as they are highly available.
 * https://issues.apache.org/jira/browse/FLINK-40047
 */
export function checkStandalone(path: string, operator: string, version: string, highlyAvailable: boolean): void {
  if (operator !== '1.15.0' || !highlyAvailable || Number(version.split('.')[0]) < 2) return;
  refuse({
    path,
    what: 'operator',
    got: `standalone: true with flink-operator ${operator}, Flink ${version} and state`,
    expected: 'the mode in which Flink makes its workers itself: such a JobManager ends at once, for it is given --host, which Flink 2.0 took away (FLINK-40047)',
    change: 'leave standalone away where the operator is declared, or take a later operator',
  });
}
