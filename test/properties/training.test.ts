import { spawnSync } from 'node:child_process';
import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { unclear } from './complaint';
import { declareTraining, plausibleTraining, TrainingDeclaration, trainingDeclarations } from './training';
import { structuralFindings } from '../builtin/structure';

/**
 * Any declaration of a training job ends in a clear error, or in pods of which each knows its place. What a pod is told is worked out here as the kubelet
 * and the pod's own shell do it.
 */

type Outcome = { readonly objects: any[] } | { readonly error: unknown };

function outcome(told: TrainingDeclaration): Outcome {
  try {
    return { objects: Testing.synth(declareTraining(told).chart) };
  } catch (error) {
    return { error };
  }
}

const jobOf = (objects: any[]) => objects.find(({ kind }) => kind === 'Job');

/** References are expanded from what stands before; two dollar signs are one. https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/ */
function expand(text: string, known: Record<string, string>): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (all, name) => all === '$$' ? '$' : known[name] ?? all);
}

/** What the process of one index finds in its environment. */
function environment(job: any, index: number): Record<string, string> {
  const [container] = job.spec.template.spec.containers;
  const known: Record<string, string> = {};
  for (const { name, value, valueFrom } of container.env) known[name] = valueFrom ? String(index) : expand(value, known);
  if (container.command[0] !== 'sh') return known;
  const command = container.command.slice(1, 4).map((text: string) => expand(text, known));
  const { stdout } = spawnSync('sh', [...command, 'env', '-0'], { env: { PATH: process.env.PATH, ...known }, encoding: 'utf8' });
  return Object.fromEntries(stdout.split('\0').filter(Boolean).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

/** The host names that the headless Service of the job gives to its pods. */
function hosts(job: any): string[] {
  const { subdomain } = job.spec.template.spec;
  return Array.from({ length: job.spec.completions }, (_, index) => `${job.metadata.name}-${index}.${subdomain}`);
}

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

test('a clear error, or objects that fit together; twice the same', () => {
  const seen = { objects: 0, error: 0 };
  fc.assert(fc.property(fc.oneof(trainingDeclarations, plausibleTraining), (told) => {
    const first = outcome(told);
    const again = outcome(told);
    if ('error' in first) {
      seen.error++;
      expect(unclear(first.error, told.id)).toEqual([]);
      expect('error' in again && String(again.error)).toBe(String(first.error));
    } else {
      seen.objects++;
      expect(structuralFindings(first.objects, { external: ['kept', 'images'], kubernetesMinor: told.platform === 'any' ? 27 : told.minor })).toEqual([]);
      expect('objects' in again && JSON.stringify(again.objects)).toBe(JSON.stringify(first.objects));
    }
  }), { numRuns: 200 });
  expect(seen.objects).toBeGreaterThan(20);
  expect(seen.error).toBeGreaterThan(20);
});

test('TensorFlow: every index has one role, its tasks are numbered without gaps, and all know the same addresses', () => {
  fc.assert(fc.property(plausibleTraining.filter(({ kind }) => kind !== 'distributed'), (told) => {
    const job = jobOf(Testing.synth(declareTraining(told).chart));
    const configs = hosts(job).map((_, index) => JSON.parse(environment(job, index).TF_CONFIG));
    const tasks = configs.map(({ task }) => `${task.type} ${task.index}`);
    const roles = told.kind === 'multi-worker' ? { worker: told.workers } : { chief: 1, worker: told.workers, ps: told.servers, ...told.evaluator ? { evaluator: 1 } : {} };
    expect(tasks).toEqual(Object.entries(roles).flatMap(([role, count]) => Array.from({ length: count }, (_, index) => `${role} ${index}`)));
    for (const { cluster } of configs) expect(cluster).toEqual(configs[0].cluster);
    // each finds itself where all others look for it, but for the evaluator, whom nobody looks for
    configs.forEach(({ cluster, task }, index) => expect(cluster[task.type]?.[task.index]).toBe(task.type === 'evaluator' ? undefined : `${hosts(job)[index]}:2222`));
  }), { numRuns: 40 });
});

test('PyTorch: ranks are dense, and all meet at the first', () => {
  fc.assert(fc.property(plausibleTraining.filter(({ kind }) => kind === 'distributed'), (told) => {
    const job = jobOf(Testing.synth(declareTraining(told).chart));
    const ranks = hosts(job).map((_, index) => environment(job, index));
    const [first] = hosts(job);
    for (const [index, rank] of ranks.entries()) {
      expect(rank.PET_NPROC_PER_NODE).toBe(String(told.processes ?? told.devices ?? 1));
      expect(told.minNodes ? rank.PET_RDZV_ENDPOINT : `${rank.PET_MASTER_ADDR}:${rank.PET_MASTER_PORT}`).toBe(`${first}:${told.minNodes ? 29400 : 29500}`);
      if (!told.minNodes) expect([rank.PET_NODE_RANK, rank.PET_NNODES]).toEqual([String(index), String(told.workers)]);
    }
  }), { numRuns: 40 });
});

test('as many pods may fail as make the failures that were granted, and a pod has the time of a checkpoint', () => {
  fc.assert(fc.property(plausibleTraining, (told) => {
    const { spec } = jobOf(Testing.synth(declareTraining(told).chart));
    expect(spec.backoffLimit).toBe(told.attempts * spec.completions);
    expect(spec.template.spec.terminationGracePeriodSeconds).toBe((told.checkpoints ? told.takesSeconds : 0) + 30);
    expect(spec).not.toHaveProperty('ttlSecondsAfterFinished');
  }), { numRuns: 40 });
});
