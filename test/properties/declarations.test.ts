import { Testing, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { unclear } from './complaint';
import { Declaration, declarations, declare, externalSecrets, plausible } from './declarations';
import { readProperties } from './java-properties';
import { structuralFindings } from '../builtin/structure';

/**
 * Any declaration ends in a clear error, or in objects that a cluster can use. A failure prints the smallest
 * declaration that was found, with the seed to see it again.
 */

type Outcome = { readonly objects: any[] } | { readonly error: unknown };

function outcome(told: Declaration): Outcome {
  try {
    return { objects: Testing.synth(declare(told)) };
  } catch (error) {
    return { error };
  }
}

/** What is only the workload's own: cdk8s-plus renders it. */
const THEIRS = /^(security|token|quantity|label): Deployment /;

/** Secrets that a Job makes: those that its role lets it write. */
function madeInTheCluster(objects: any[]): string[] {
  return objects.filter(({ kind }) => kind === 'Job')
    .flatMap(({ spec }) => spec.template.spec.containers[0].env)
    .flatMap((variable: any) => variable.name === 'SECRETS' ? variable.value.trim().split('\n') : []);
}

function findings(told: Declaration, objects: any[]): string[] {
  const minor = Number(told.platform?.kubernetesVersion?.split('.')[1] ?? 27);
  return structuralFindings(objects, { externalSecrets: [...externalSecrets(told), ...madeInTheCluster(objects)], kubernetesMinor: minor })
    .filter((finding) => !THEIRS.test(finding));
}

/** A registry's host, a path in lower case, a tag or a digest: https://github.com/distribution/reference */
const IMAGE = /^([\w.-]+(:\d+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

/** What Kafka would read, and what the kubelet would pull. */
function misread(told: Declaration, objects: any[]): string[] {
  const files = objects.filter(({ kind, data }) => kind === 'ConfigMap' && data['server.properties']);
  const live: string[] = objects.filter(({ kind }) => kind === 'Job').flatMap(({ spec }) => spec.template.spec.containers[0].env)
    .flatMap((variable: any) => variable.name === 'SETTINGS' ? variable.value.split('\n').filter(Boolean) : []);
  const read: Record<string, string> = Object.assign(
    Object.fromEntries(live.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
    ...files.map(({ data }) => readProperties(data['server.properties'])));
  const settings = Object.entries(told.config ?? {}).filter(([key, value]) => read[key] !== value).map(([key]) => `${key}: ${read[key]}`);
  const images: string[] = objects.filter(({ kind }) => kind === 'StatefulSet').map(({ spec }) => spec.template.spec.containers[0].image);
  return [...settings, ...images.filter((image) => !IMAGE.test(image))];
}

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

test('a clear error, or objects that fit together; twice the same', () => {
  const seen = { objects: 0, error: 0 };
  // anything, and as often what may well be right
  fc.assert(fc.property(fc.oneof(declarations, plausible.map((told) => ({ ...told, accepted: 'all' as const }))), (told) => {
    const first = outcome(told);
    if ('error' in first) {
      seen.error++;
      expect(unclear(first.error, told.id)).toEqual([]);
    } else {
      seen.objects++;
      expect([...findings(told, first.objects), ...misread(told, first.objects)]).toEqual([]);
    }
    const again = outcome(told);
    expect('error' in again ? (again.error as Error).message : JSON.stringify(again.objects))
      .toBe('error' in first ? (first.error as Error).message : JSON.stringify(first.objects));
  }), { numRuns: 150 });
  // a property of one outcome alone would prove little
  expect(seen.objects).toBeGreaterThan(10);
  expect(seen.error).toBeGreaterThan(10);
});

test.each(['1.1', '1.2'] as const)('what is written is what YAML %s reads', (version) => {
  fc.assert(fc.property(plausible, (told) => {
    const result = outcome({ ...told, accepted: 'all' });
    fc.pre('objects' in result);
    const objects = (result as { objects: any[] }).objects;
    expect(parseAllDocuments(Yaml.stringify(...objects), { version }).map((document) => (document as any).toJS())).toEqual(objects);
  }), { numRuns: 8 });
});
