// An operator's release that was vendored: installed, changed and taken away again, as a pipeline does that prunes what it no longer finds in git. The
// release is a stand-in with the shape of the real one, for the real one is on no package registry.
import { App, Chart, Testing } from 'cdk8s';
import { strimzi, vendored } from '../../test/operators/vendor/stand-ins';
import { LocalCluster } from '../cluster/cluster';
import { Api, KubeObject } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';
import { recorder } from '../proof/record';
import { OperatorInstall, Platform, StrimziOperator } from 'cdk8s-data';

const record = recorder('operators', true);
const HOME = 'operated', SHOPS = ['operated-shop', 'operated-store'];
let cluster: LocalCluster;
let api: Api;
let folder: string;
let before: KubeObject[] = [];
let topic: KubeObject;

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
  api = cluster.api;
  folder = await vendored({ 'strimzi@1.2.0': strimzi() });
  for (const namespace of [HOME, ...SHOPS]) { await api.apply(namespaceOf(namespace)); }
});

afterAll(async () => {
  for (const object of before) { await api.delete(object); } // the definitions too: another suite has others of these names
  cluster?.api.close();
});

/** The operator that watches these namespaces. */
function declared(watches: string[], replicas: number): KubeObject[] {
  const chart = new Chart(new App(), 'operators', { namespace: HOME });
  new StrimziOperator(chart, 'strimzi', {
    version: '1.2.0', watches, replicas, install: OperatorInstall.vendored({ folder }), platform: Platform.onPrem({ zones: ['a'], kubernetesVersion: '1.34' }),
  });
  return Testing.synth(chart);
}

/** What a pipeline that prunes does: it applies what is declared, and deletes what it applied before, unless that says that it stays. */
async function deploy(objects: readonly KubeObject[]): Promise<number> {
  const name = (o: KubeObject) => `${o.kind} ${o.metadata.namespace} ${o.metadata.name}`;
  const gone = before.filter((o) => !objects.some((each) => name(each) === name(o)));
  const stays = (o: KubeObject) => (o.metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '').includes('Prune=false');
  await api.applyAll(objects);
  for (const object of gone.filter((o) => !stays(o))) { await api.delete(object); }
  before = [...objects, ...gone.filter(stays)];
  return gone.length - gone.filter(stays).length;
}

const definitions = (objects: readonly KubeObject[]) => objects.filter(({ kind }) => kind === 'CustomResourceDefinition');

test('a vendored release is accepted, and its definitions are served', async () => {
  await record('install', async () => {
    const objects = declared([SHOPS[0]], 1);
    await deploy(objects);
    const { kind } = definitions(objects).find(({ metadata: { name } }) => name === 'kafkatopics.kafka.strimzi.io')!.spec.names;
    topic = { apiVersion: 'kafka.strimzi.io/v1', kind, metadata: { name: 'orders', namespace: SHOPS[0] } } as KubeObject;
    await api.apply(topic);
    return { objects: objects.length, definitions: definitions(objects).length };
  });
});

test('another namespace to watch adds rights there, and changes no definition', async () => {
  await record('change', async () => {
    const version = async (d: KubeObject) => (await api.get(d.apiVersion, d.kind, d.metadata.name))!.metadata.resourceVersion;
    const versions = () => Promise.all(definitions(before).map(version));
    const stored = await versions();
    const pruned = await deploy(declared(SHOPS, 2));
    expect(await versions()).toEqual(stored);
    expect(before.filter(({ kind, metadata }) => kind === 'RoleBinding' && metadata.namespace === SHOPS[1]).length).toBeGreaterThan(0);
    expect(before.some(({ kind }) => kind === 'PodDisruptionBudget')).toBe(true);
    return { pruned };
  });
});

test('a namespace that is no longer watched loses them', async () => {
  await record('narrow', async () => {
    const pruned = await deploy(declared([SHOPS[0]], 2));
    const left = await api.list({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', namespace: SHOPS[1] });
    expect(left).toEqual([]);
    return { pruned };
  });
});

test('taken away, it leaves its definitions, and what there is of their kinds', async () => {
  await record('remove', async () => {
    const pruned = await deploy([]);
    expect(before.map(({ kind }) => kind)).toEqual(before.map(() => 'CustomResourceDefinition'));
    expect(await api.get(topic.apiVersion, topic.kind, topic.metadata.name, SHOPS[0])).toBeDefined();
    expect(await api.list({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: HOME })).toEqual([]);
    return { pruned, definitions: before.length };
  });
});
