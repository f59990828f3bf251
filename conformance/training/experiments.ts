// What is done to a training job. Each gives what it measured, or throws.
import { PATIENCE_SECONDS, TrainingWorld } from './world';
import { KubeObject } from '../kubernetes/api';
import { condition } from '../kubernetes/status';
import { Broken, expected } from '../promises/broken';
import { Figures, seconds } from '../proof/record';

/** How many pods count as failed, where the job itself counts. */
function failedPods(job: KubeObject): Figures {
  return job.kind === 'Job' ? { failedPods: job.status.failed ?? 0 } : {};
}

/** Nobody disturbs it. */
export async function train(world: TrainingWorld, run: string): Promise<Figures> {
  let trains = 0;
  const done = await seconds(async () => {
    trains = await seconds(async () => {
      await world.apply(run);
      expected(await world.trains(0) === 0, 'a run of its own: expected to begin from nothing');
    });
    const { begun } = await world.done();
    expected(begun === 0, `nobody disturbed it: got one that went on from step ${begun}, expected none`);
  });
  return { trains, done, ...failedPods(await world.jobNow()) };
}

/** It is only begun. */
export async function begin(world: TrainingWorld, run: string, patience: number): Promise<Figures> {
  return {
    trains: await seconds(async () => {
      await world.apply(run);
      await world.trains(0, patience);
    }),
  };
}

/** What happens once there is a checkpoint takes all of them away: they go on from one, no older than that. */
export async function interrupt(world: TrainingWorld, run: string, happens: () => Promise<unknown>): Promise<Figures> {
  await world.apply(run);
  const checkpoint = await world.checkpoint();
  const since = Date.now();
  await happens();
  const resumed = await world.trains(since);
  const after = (Date.now() - since) / 1000;
  expected(resumed >= checkpoint, `there was a checkpoint of step ${checkpoint}: got one that goes on from ${resumed}`);
  const { begun } = await world.done();
  expected(begun >= resumed, `it went on from step ${resumed}, got a result of one that began with ${begun}`);
  return { resumed: after, begun, ...failedPods(await world.jobNow()) };
}

/** One that computes for others is killed: they go on without it, and another of its name joins. */
export async function outlive(world: TrainingWorld, run: string, killed: string): Promise<Figures> {
  const done = await seconds(async () => {
    await world.apply(run);
    await world.checkpoint();
    await world.kill(killed);
    const { begun } = await world.done();
    expected(begun === 0, `${killed} was killed: got a chief that began anew, from step ${begun}`);
  });
  return { done, ...failedPods(await world.jobNow()) };
}

/** The node of a pod is lost without a word, and somebody says that it is out of service, as Kubernetes asks for. */
export async function loseNode(world: TrainingWorld, run: string, name: string): Promise<Figures> {
  const { local, api } = world;
  const left: (() => unknown)[] = [];
  let takenForLost = 0;
  const taint = (node: string, suffix: string) => {
    const { code, err } = api.run('taint', 'nodes', node, `node.kubernetes.io/out-of-service${suffix}`);
    expected(code === 0, err);
  };
  try {
    const figures = await interrupt(world, run, async () => {
      const node = (await world.running(name)).spec.nodeName, zone = local.zoneOfNode(node);
      left.push(() => local.regainZone(zone));
      takenForLost = await seconds(() => local.loseZone(zone));
      taint(node, '=nodeshutdown:NoExecute');
      left.push(() => taint(node, '-'));
    });
    return { takenForLost, ...figures };
  } finally {
    for (const undo of left.reverse()) { await undo(); }
  }
}

/** Held back, its pods make a checkpoint and go; let go, they go on from it. */
export async function suspend(world: TrainingWorld, run: string): Promise<Figures> {
  let gone = 0, last = 0;
  const figures = await interrupt(world, run, async () => {
    const before = await world.checkpoint();
    gone = await seconds(async () => {
      await world.apply(run, { suspended: true });
      await world.api.until('all pods are gone', world.selection, (all) => all.length === 0, PATIENCE_SECONDS);
    });
    expected(condition(await world.jobNow(), 'Suspended'), 'suspended: expected the job to say so');
    last = world.checkpoints().at(-1)!;
    expected(last > before, `told to stop after step ${before}: got no checkpoint after that`);
    await world.apply(run);
  });
  expected(figures.begun >= last, `the last checkpoint was of step ${last}: got one that goes on from ${figures.begun}`);
  expected((figures.failedPods ?? 0) === 0, `suspended: got ${figures.failedPods} failed pods, expected none`);
  return { gone, ...figures };
}

/** One pod is evicted, as a drain does it: all agree to stop, and nothing counts as a failure. */
export async function evict(world: TrainingWorld, run: string, name: string): Promise<Figures> {
  const figures = await interrupt(world, run, async () => {
    const { status } = await world.api.evict(await world.running(name));
    expected(status === 201, `eviction: got ${status}, expected 201`);
  });
  expected(figures.failedPods === 0, `evicted: got ${figures.failedPods} failed pods, expected none`);
  return figures;
}

/** The same run with another image: it is refused, and the one that there is stays as it was. */
export async function change(world: TrainingWorld, run: string): Promise<Figures> {
  const before = await world.jobNow();
  const refused: unknown = await world.apply(run, { image: 'registry.example.com/other:1' }).then(() => undefined, (error) => error);
  expected(refused instanceof Error && /immutable/.test(refused.message), `another image: got ${refused ?? 'a job that takes it'}, expected it to be refused`);
  const after = await world.jobNow();
  expected(JSON.stringify(after.spec) === JSON.stringify(before.spec), 'another image: expected the job to be as before');
  return { refused: 1 };
}

/** The same run with another image, where that is taken: its pods stay as they are, and end as they would have. */
export async function accept(world: TrainingWorld, run: string): Promise<Figures> {
  await world.apply(run);
  await world.trains(0);
  const before = (await world.pods()).map(({ metadata }) => metadata.uid).sort();
  await world.apply(run, { image: 'registry.example.com/other:1' });
  await world.done();
  const after = (await world.pods()).map(({ metadata }) => metadata.uid).sort();
  expected(JSON.stringify(after) === JSON.stringify(before), 'another image: got other pods, expected those that there were');
  return { accepted: 1 };
}

/** One of the nodes has no device: those that have one wait for the pod that has none. Then there is one. */
export async function waitForRoom(world: TrainingWorld, run: string, patience: number, device: (node: string) => Promise<unknown>): Promise<Figures> {
  const nodes = (await world.api.list({ apiVersion: 'v1', kind: 'Node' })).map((node) => node.metadata.name);
  for (const node of nodes.slice(1)) { await device(node); }
  await world.apply(run);
  await world.api.until('a pod has no place', world.selection,
    (all) => all.filter(({ status }) => status.phase === 'Running').length === nodes.length - 1 && all.some(({ status }) => status.phase === 'Pending'), PATIENCE_SECONDS);
  const waited: unknown = await world.trains(0, patience).then((step) => step, (error) => error);
  expected(waited instanceof Broken && /Insufficient nvidia.com\/gpu/.test(waited.message), `half of a gang: got ${waited}, expected it to wait, and Kubernetes to say why`);
  await device(nodes[0]);
  const trains = await seconds(() => world.trains(0));
  await world.done();
  return { trains };
}
