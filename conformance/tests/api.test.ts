// Every object of every example is accepted by API servers of three versions, and kept as it was written.
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { accept, Acceptance } from '../api/acceptance';
import { Default } from '../api/compare';
import { DECLARED_LIMITS, rowsOf } from '../api/declared-limits';
import { DEFAULTS } from '../api/defaults';
import { Example, examples, sinceMinor } from '../api/examples';
import { objectsWithLimits } from '../api/objects-with-limits';
import { Limit, limitsOf, unknownKeywords } from '../api/schema-limits';
import { LocalCluster } from '../cluster/cluster';
import { CLUSTER, declare, KafkaDeclaration } from '../kafka/declaration';
import { THREE, WATCHED } from '../kafka/worlds';
import { Api, KubeObject } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';
import { recorder } from '../proof/record';
import { KafkaExternalAccess } from 'cdk8s-data';

const record = recorder('api', false);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-api-'));
const met = new Set<Default>();
let cluster: LocalCluster;
let openNodes: () => void;
let all: Example[];

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
  openNodes = await cluster.closeNodes(); // where other suites have nodes, six clusters of Kafka would start meanwhile
  all = examples(scratch);
  // The worlds of the experiments too: with them every way of the library's to read a zone is there.
  const externalAccess = KafkaExternalAccess.loadBalancer({
    bootstrapHost: 'kafka.example.com', brokerHost: 'broker-{ordinal}.kafka.example.com', allowedSourceRanges: ['203.0.113.0/24'], externalDns: true,
  });
  all.push({ name: 'balanced', objects: declare({ ...THREE, namespace: 'balanced', externalAccess }) });
  all.push({ name: 'watched', objects: declare({ ...WATCHED, namespace: 'accepted-watched' }) });
  all.push({ name: 'three', objects: declare({ ...THREE, namespace: 'accepted' }) }); // other suites live in `three`
});

afterAll(() => {
  fs.rmSync(scratch, { recursive: true, force: true });
  openNodes?.();
  cluster?.api.close();
});

/** The API server of this version, with all definitions. */
async function server(which: 'oldest' | 'usual' | 'newest'): Promise<Api> {
  if (which === 'usual') {
    await cluster.installDefinitions(cluster.api);
    return cluster.api;
  }
  const versions = Object.keys(cluster.parts.apiServers);
  const index = which === 'oldest' ? 0 : versions.length - 1;
  const api = await cluster.apiServer(versions[index], 7443 + 10 * index);
  await cluster.installCertManagerDefinitions(api);
  await cluster.installDefinitions(api);
  return api;
}

const versionOf = async (api: Api) => (await api.request('GET', '/version')).body.gitVersion as string;

describe.each(['oldest', 'usual', 'newest'] as const)('the %s API server', (which) => {
  let api: Api;
  let seen: Acceptance;

  beforeAll(async () => {
    api = await server(which);
    await record(which, async () => {
      const minor = Number((await versionOf(api)).split('.')[1]);
      seen = await accept(api, all.map((each) => ({ ...each, objects: each.objects.filter((object) => sinceMinor(object) <= minor) })));
      seen.met.forEach((d) => met.add(d));
      process.stdout.write(`    ${await versionOf(api)}\n`);
      return {
        objects: seen.objects, warnings: seen.warnings.length, changedBySecondApply: seen.changed.length, unknownDefaults: seen.differences.length,
      };
    });
  });

  test('accepts every object of every example, without a warning', () => {
    expect(seen.objects).toBeGreaterThan(50);
    expect(seen.warnings).toEqual([]);
  });
  test('changes nothing at the second apply', () => {
    expect(seen.changed).toEqual([]);
  });
  test('keeps each field as it was written, and adds known defaults alone', () => {
    expect(seen.differences).toEqual([]);
  });
  test('refuses a field that does not exist, in our objects and in those of operators', async () => {
    for (const kind of ['StatefulSet', 'Certificate', 'PodMonitor', 'Kafka', 'KafkaUser']) {
      const object = structuredClone(all.flatMap((e) => e.objects).find((o) => o.kind === kind)!) as KubeObject;
      object.spec.replica = 3;
      await expect(api.apply(object, { dryRun: true })).rejects.toThrow(/replica/);
    }
  });
  describe('asked of every limit of the definitions on a field that the library writes,', () => {
    const found = new Map<string, Limit & { readonly object: KubeObject }>();
    const unknown = new Set<string>();
    const nameOf = ({ kind, path: at, keyword }: Pick<Limit, 'keyword' | 'kind' | 'path'>) => `${kind} ${at} ${keyword}`;

    beforeAll(async () => {
      const definitions = await api.list({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' });
      for (const object of objectsWithLimits()) {
        const definition = definitions.find(({ spec }) => spec.names.kind === object.kind && object.apiVersion.startsWith(`${spec.group}/`))!;
        unknownKeywords(definition).forEach((keyword) => unknown.add(keyword));
        for (const limit of limitsOf(definition, object)) {
          const [{ breaks }] = [...rowsOf(limit), {} as { breaks?: (spec: any) => void }];
          const broken = limit.broken ?? structuredClone(object);
          if (!limit.broken) { breaks?.(broken.spec); }
          // of several that lack a field each, or stand in several objects, the name is the same
          found.set(`${nameOf(limit)} ${JSON.stringify(Object.keys(limit.broken?.spec ?? {}))}`, { ...limit, broken, object });
        }
      }
      const namespaces = new Set([...found.values()].map(({ object }) => object.metadata.namespace!));
      for (const namespace of namespaces) { await api.apply(namespaceOf(namespace)); }
    });

    test('takes the objects that keep to them', async () => {
      for (const object of new Set([...found.values()].map((limit) => limit.object))) { await api.apply(object, { dryRun: true }); }
    });
    test('refuses each object beyond one', async () => {
      const taken: string[] = [];
      for (const limit of found.values()) {
        await api.apply(limit.broken!, { dryRun: true }).then(() => taken.push(nameOf(limit)), (error) => expect(String(error)).toMatch(/ is invalid: |associative list with keys has an element that omits/));
      }
      expect(taken).toEqual([]);
      process.stdout.write(`    ${found.size} objects beyond a limit refused\n`);
    });
    test('there is an error of ours, or a reason why nobody can declare it', () => {
      expect([...found.values()].filter((limit) => rowsOf(limit).length !== 1).map(nameOf)).toEqual([]);
      expect(DECLARED_LIMITS.filter((row) => ![...found.values()].some((limit) => rowsOf(limit).includes(row))).map(nameOf)).toEqual([]);
      expect([...unknown]).toEqual([]);
    });
  });
  test('warns of a pod that does not keep to `restricted`, and refuses to run it', async () => {
    await api.apply(namespaceOf('strict'));
    const careless = structuredClone(all.flatMap((e) => e.objects).find((o) => o.kind === 'StatefulSet')!) as KubeObject;
    (careless.metadata as { namespace: string }).namespace = 'strict';
    delete careless.spec.template.spec.securityContext;
    for (const container of careless.spec.template.spec.containers) { delete container.securityContext; }
    expect((await api.apply(careless, { dryRun: true })).warnings.join()).toMatch(/restricted/);
  });
});

describe.each(['usual', 'newest'] as const)('the %s API server, asked to guard the brokers,', (which) => {
  const growing = { ...THREE, namespace: 'guarded', brokers: 6, guarded: true };
  const brokers = (d: KafkaDeclaration) => declare(d).find((o) => o.kind === 'StatefulSet' && o.metadata.name === `${CLUSTER}-broker`)!;
  const cut = { ...growing, brokers: 3 };
  const told = { refused: 0, taken: 0 };
  let api: Api;

  afterAll(() => record(`guard-${which}`, async () => told));

  beforeAll(async () => {
    api = await server(which);
    await api.apply(namespaceOf(growing.namespace));
    await api.applyAll(declare(growing));
    const refuses = () => api.apply(brokers(cut), { dryRun: true }).then(() => false, () => true);
    await cluster.until('the policy, in force a moment after it was stored', refuses, 60);
  }, 120_000);

  test('refuses to take away those that were not emptied, and says what to do', async () => {
    await expect(api.apply(brokers(cut), { dryRun: true })).rejects.toThrow(/members from 3 on are to go.*lists none: declare them as draining/);
    told.refused++;
  });
  test('refuses it through /scale too, as of `kubectl scale`, and lets it grow', async () => {
    const scale = (replicas: number) => api.request('PATCH', `/apis/apps/v1/namespaces/${growing.namespace}/statefulsets/${CLUSTER}-broker/scale?dryRun=All`,
      { spec: { replicas } }, 'application/merge-patch+json');
    const refused = await scale(3);
    expect([refused.status, refused.body.message]).toEqual([422, expect.stringMatching(/members are not taken away through \/scale/)]);
    expect((await scale(7)).status).toBe(200);
    told.refused++;
    told.taken++;
  });
  test('takes every other change, and lets those go that were declared as draining before', async () => {
    await api.apply(brokers({ ...growing, config: { 'num.io.threads': '4' } }), { dryRun: true });
    await api.apply(brokers({ ...growing, draining: [3, 4, 5] }));
    await api.apply(brokers(cut), { dryRun: true });
    told.taken += 3;
  });
});

test('every row of the table of defaults was met', () => {
  expect(DEFAULTS.filter((d) => !met.has(d)).map((d) => `${d.kinds ?? 'any'} ${d.path} ${d.value}`)).toEqual([]);
});
