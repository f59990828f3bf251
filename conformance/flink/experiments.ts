// What is done to a stream processor. Each gives what it measured, or throws.
import { Processor } from './processor';
import { FlinkWorld } from './world';
import { CHANGED, OVERWRITTEN, STOPPED } from './worlds';
import { KubeObject } from '../kubernetes/api';
import { expected } from '../promises/broken';
import { Figures, secondsSince } from '../proof/record';

/** Everything is applied to an empty namespace; the job runs, and writes. */
export async function install(world: FlinkWorld, leaders = 2): Promise<Figures> {
  const began = Date.now();
  await world.apply();
  await world.running();
  const running = secondsSince(began);
  await world.ready('leader', leaders);
  await world.ready('worker', world.declaration.parallelism);
  await world.goesOn();
  return { running, records: (await world.exactlyOnce()).records };
}

/** A worker's process is killed (-9). */
export async function killWorker(world: Processor): Promise<Figures> {
  const [worker] = await world.members('worker');
  return recovers(world, async () => world.cluster.killContainer(worker, 'worker'), () => lessThanWhole(world));
}

/** The leader's process is killed (-9), and another leads. */
export async function killLeader(world: Processor): Promise<Figures> {
  const leader = await leads(world);
  let takeover = 0;
  const figures = await recovers(world, async () => world.cluster.killContainer(leader, 'leader'), async (began) => {
    await world.leadsAnother(leader);
    takeover = secondsSince(began);
  });
  return { takeover, ...figures };
}

/** The leader's process is killed (-9), and nobody stands by: it starts again in its pod. */
export async function killOnlyLeader(world: FlinkWorld): Promise<Figures> {
  const [leader] = await world.members('leader');
  return recovers(world, async () => world.cluster.killContainer(leader, 'leader'), () => silence(world));
}

/** A worker of a job that keeps nothing is killed (-9). */
export async function killWorkerOfNothing(world: FlinkWorld): Promise<Figures> {
  await world.apply();
  await world.running();
  const [worker] = await world.members('worker');
  world.cluster.killContainer(worker, 'worker');
  await lessThanWhole(world);
  await world.running();
  const began = await world.beganWith();
  expected(began === 'checkpoint', `after the failure: got a job that began with ${began}, expected a checkpoint`);
  return {};
}

/** Power fails in the leader's zone, with whatever else is there. */
export async function loseLeadersNode(world: FlinkWorld): Promise<Figures> {
  const leader = await leads(world);
  const zone = world.cluster.zoneOfNode(leader.spec.nodeName);
  let takeover = 0;
  const figures = await recovers(world, () => world.cluster.loseZone(zone), async (began) => {
    await world.leadsAnother(leader);
    takeover = secondsSince(began);
  });
  await world.cluster.regainZone(zone);
  await world.ready('leader', 2);
  return { takeover, ...figures };
}

/** A drain asks for the leader's eviction, and for that of the other one at once: one goes, and gives its lease back. */
export async function evictLeaders(world: FlinkWorld): Promise<Figures> {
  const leader = await leads(world);
  const other = (await world.members('leader')).find((pod) => pod.metadata.name !== leader.metadata.name)!;
  const answers: number[] = [];
  let takeover = 0;
  const figures = await recovers(world, async () => {
    for (const pod of [leader, other]) { answers.push((await world.api.evict(pod)).status); }
  }, async (began) => {
    await world.leadsAnother(leader);
    takeover = secondsSince(began);
  });
  expected(answers.join() === '201,429', `evictions of both leaders: got ${answers}, expected 201,429`);
  await world.ready('leader', 2);
  return { takeover, ...figures };
}

/** Another image and other arguments without a savepoint: the API server refuses those of the leaders, workers stand still, and the way back goes on. */
export async function editInPlace(world: FlinkWorld): Promise<Figures> {
  const before = world.declaration;
  const refused = await world.apply({ ...before, code: 2, graph: 'b' }).then(() => 'accepted', (failed: Error) => failed.message);
  expected(/^ConfigMap counting-leader: .*immutable/.test(refused), `another image in place: got ${refused}, expected that the leaders' ConfigMap is immutable`);
  // a tool that does not stop at the first refusal also writes the workers' Deployment
  const worker = world.objects.find((o) => o.kind === 'Deployment')!;
  await world.api.apply(worker);
  const said = await world.until('a worker refuses', async () => {
    for (const { metadata: { name } } of await world.api.list(world.pods('worker'))) {
      const log = await world.api.logs(world.namespace, name, 'worker').catch(() => '');
      const line = log.split('\n').find((one) => /^refused: /.test(one));
      if (line) { return line; }
    }
    return undefined;
  });
  expected(/this worker is of registry.example.com\/counting:2, the leaders are of registry.example.com\/counting:1/.test(said), `the worker: got '${said}'`);
  const job = world.objects.find((o) => o.kind === 'Job')!;
  const template = await world.api.apply(job).then(() => 'accepted', (failed: Error) => failed.message);
  expected(/spec\.template: Invalid value: .*field is immutable/.test(template), `other arguments of the leaders' Job: got ${template.slice(0, 300)}, expected that its template is immutable`);
  const began = Date.now();
  await world.apply(before);
  await world.goesOn();
  const { records, codes } = await world.exactlyOnce();
  expected(codes[2] === undefined, `lines of the jar 2: got ${codes[2]}, expected none`);
  return { again: secondsSince(began), records };
}

/** The second commit of a change without the first: new leaders wait, nothing is lost, and the way back goes on. */
export async function secondCommitFirst(world: FlinkWorld): Promise<Figures> {
  const before = world.declaration;
  await world.apply(CHANGED);
  await world.api.until('the new leaders wait for a savepoint', { apiVersion: 'v1', kind: 'Event', namespace: world.namespace },
    (all) => all.some(({ reason, message }) => reason === 'FailedMount' && /configmap "counting-savepoint-r2" not found/.test(message)), 120);
  await world.api.until('no leader runs', world.pods('leader'), (pods) => pods.every(({ status }) => status?.phase === 'Pending'), 120);
  const began = Date.now();
  await world.apply(before);
  await world.goesOn();
  const figures = { again: secondsSince(began), records: (await world.exactlyOnce()).records };
  await world.ready('leader', 2);
  return figures;
}

/** The first commit: the job stops with a savepoint, and its leaders end. */
export async function stop(world: FlinkWorld): Promise<Figures> {
  const began = Date.now();
  await world.apply(STOPPED);
  expected(await world.through('counting-savepoint') === 'Complete', 'the Job with the savepoint: expected that it is Complete');
  const saved = secondsSince(began);
  expected(await world.through('counting-leader') === 'Complete', 'the Job of the leaders: expected that it is Complete');
  const leadersEnded = secondsSince(began);
  const kept = await world.kept();
  expected(kept.length === 0, `kept by Flink after the end: got ${kept}, expected nothing`);
  return { saved, ended: leadersEnded, records: (await world.exactlyOnce()).records };
}

/** It is applied again, as a tool does every few minutes: nothing begins anew. */
export async function stoppedStays(world: FlinkWorld): Promise<Figures> {
  const before = (await world.counted()).records;
  const job = world.objects.find((o) => o.kind === 'Job' && o.metadata.name === 'counting-leader')!;
  await world.api.delete(job);
  await world.api.until('the leaders are gone', world.pods('leader'), (pods) => pods.length === 0, 120);
  await world.apply();
  expected(await world.through('counting-leader') === 'Complete', 'the leaders of a job that was stopped, once more: expected that they end');
  const { records } = await world.exactlyOnce();
  expected(records === before, `records after the end: got ${records}, expected ${before}`);
  return { records };
}

/** The second: another jar, other arguments, another parallelism, from where it stopped. */
export async function restore(world: FlinkWorld): Promise<Figures> {
  const began = Date.now();
  await world.apply(CHANGED);
  await world.running();
  const running = secondsSince(began);
  expected(await world.beganWith() === 'savepoint', 'the new run: expected that it begins with the savepoint');
  await world.goesOn();
  const { records, codes, graphs } = await world.exactlyOnce();
  expected(codes[2] > 0 && graphs.b > 0, `lines of the new jar and the new arguments: got ${codes[2]} and ${graphs.b}, expected some`);
  const tasks = (await world.rest('GET', `/jobs/${(await world.job())!.id}`)).vertices as { parallelism: number }[];
  expected(tasks.some(({ parallelism }) => parallelism === CHANGED.parallelism), `parallelism: got ${tasks.map((t) => t.parallelism)}, expected ${CHANGED.parallelism}`);
  await world.ready('leader', 2);
  return { running, records };
}

/** A leader that is lost after the change goes on from a checkpoint of the new run, not from the savepoint again. */
export async function killLeaderAfterChange(world: FlinkWorld): Promise<Figures> {
  const figures = await killLeader(world);
  expected(await world.beganWith() === 'checkpoint', 'after the change: expected that it goes on from a checkpoint');
  return figures;
}

/** What is broken: the same program, changed, over an HA id that is in use. */
export async function changeOverOldId(world: FlinkWorld): Promise<Figures> {
  await world.goesOn();
  await world.withoutProcesses();
  expected((await world.kept()).length > 0, 'without processes: expected that Flink keeps what the job was');
  const before = (await world.counted()).records;
  await world.apply({ ...OVERWRITTEN, namespace: world.namespace });
  await world.goesOn();
  const { records, graphs, codes } = await world.exactlyOnce();
  if (records <= before) { throw new Error(`changed over an old id: got ${records} records, expected more than ${before}`); }
  expected(codes[2] > 0 && graphs.b > 0, `changed over an old id: got ${codes[2] ?? 0} lines of the new jar and ${graphs.b ?? 0} of the new arguments, expected both`);
  return {};
}

/** Stopped by its interface, as the Job with the savepoint does it; a standby takes over. */
export async function stopByHand(world: FlinkWorld): Promise<Figures> {
  const job = await world.running();
  const { 'request-id': request } = await world.rest('POST', `/jobs/${job}/stop`, { drain: false });
  await world.until('the answer', async () => (await world.rest('GET', `/jobs/${job}/savepoints/${request}`))?.status?.id === 'COMPLETED' || undefined);
  const before = (await world.counted()).records;
  // whoever stands by has ended, or has begun
  await world.until('what the standby does', async () => await ended(world) || await beganAnew(world) || undefined);
  if (await beganAnew(world)) { await world.goesOn(); }
  const { records, twice } = await world.counted();
  expected(twice === 0 && records === before, `stopped: got ${twice} records twice, ${records} in all, expected ${before} and no more`);
  return { records };
}

async function ended(world: FlinkWorld): Promise<boolean> {
  const pods = await world.api.list(world.pods('leader'));
  return pods.length > 0 && pods.every(({ status }) => status.phase === 'Succeeded');
}

const beganAnew = async (world: FlinkWorld) => (await world.job())?.whole ?? false;

/** Something is done, it is noticed, all tasks run again from a checkpoint, and each record was counted once. */
async function recovers(world: Processor, done: () => Promise<void>, noticed: (began: number) => Promise<unknown>): Promise<Figures> {
  await world.goesOn();
  const began = Date.now();
  await done();
  await noticed(began);
  await world.running();
  const running = secondsSince(began);
  expected(await world.beganWith() === 'checkpoint', 'after the failure: expected that it goes on from a checkpoint');
  await world.goesOn();
  return { running, records: (await world.exactlyOnce()).records };
}

const lessThanWhole = (world: Processor) => world.until('the loss is noticed', async () => (await world.job())?.whole ? undefined : true, 120);
const silence = (world: Processor) => world.until('the loss is noticed', async () => await world.job() ? undefined : true, 60);

async function leads(world: Processor): Promise<KubeObject> {
  return world.until('one leads', () => world.leader());
}
