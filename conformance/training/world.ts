// One training job on the proving ground: what it was declared as, what its pods say, and what it has learned.
import * as fs from 'fs';
import * as path from 'path';
import { declare, JOB, LOSS, STEPS, TrainingDeclaration } from './declared';
import { LocalCluster } from '../cluster/cluster';
import { volumeFolder } from '../cluster/volumes';
import { Api, KubeObject, Selection } from '../kubernetes/api';
import { namespaceOf, removeNamespace } from '../kubernetes/namespace';
import { condition } from '../kubernetes/status';
import { Broken } from '../promises/broken';
import { TrainingJobProps } from 'cdk8s-data';

/** Longer than anything here may take; what is promised is measured. */
export const PATIENCE_SECONDS = 240;

/** What the kinds of jobs call it when they are done, and when they have failed. */
const DONE: Record<string, string> = { Job: 'Complete', TFJob: 'Succeeded', PyTorchJob: 'Succeeded', JobSet: 'Completed' };
const FAILED = 'Failed';

/** A line of a trainer: see trainers/checkpoints.py. */
export interface Said { readonly pod: string; readonly event: string; readonly at: number; readonly start?: number }

/** What a run left when it was done. */
export interface Result { readonly loss: number; readonly steps: number; readonly begun: number; readonly world: number }

export class TrainingWorld {
  private run = 'r1';
  private applied: KubeObject[] = [];
  /** The folder that the declaration promises to the run. */
  private place?: string;

  /** `broken`: changes the manifests, for negative controls. */
  constructor(
    public readonly api: Api, public readonly local: LocalCluster, public readonly declaration: TrainingDeclaration,
    private readonly broken: (objects: KubeObject[]) => KubeObject[] = (objects) => objects,
  ) {}

  public get namespace(): string { return this.declaration.namespace; }

  /** The manifests of a run are applied, changed or not. */
  public async apply(run: string, changes: Partial<TrainingJobProps> = {}): Promise<void> {
    const { name, ...place } = namespaceOf(this.namespace).metadata;
    await this.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: this.declaration.unrestricted ? { name } : { name, ...place } });
    this.run = run;
    this.applied = this.broken(declare(this.declaration, run, changes));
    await this.api.applyAll(this.applied);
  }

  public async remove(): Promise<void> {
    await removeNamespace(this.api, this.namespace, PATIENCE_SECONDS);
  }

  /** What is made of the declaration: the Job, or what an operator takes for one. */
  public get job(): KubeObject { return this.applied.find(({ kind }) => DONE[kind])!; }

  public async jobNow(): Promise<KubeObject> {
    const { apiVersion, kind, metadata: { name } } = this.job;
    return (await this.api.get(apiVersion, kind, name, this.namespace))!;
  }

  /** The pods of this run. */
  public get selection(): Selection {
    return { apiVersion: 'v1', kind: 'Pod', namespace: this.namespace, labels: `app.kubernetes.io/instance=${JOB}-${this.run}` };
  }

  public async pods(): Promise<KubeObject[]> {
    return (await this.api.list(this.selection)).map((pod): KubeObject => ({ ...pod, apiVersion: 'v1', kind: 'Pod' }));
  }

  /** The pod that runs now under this host name's beginning: names end with what Kubernetes adds. */
  public async running(name: string): Promise<KubeObject> {
    const found = (await this.pods()).find((pod) => pod.metadata.name.startsWith(`${JOB}-${this.run}-${name}`) && pod.status.phase === 'Running' && !pod.metadata.deletionTimestamp);
    if (!found) { throw new Error(`no pod ${name} runs: ${(await this.pods()).map((pod) => `${pod.metadata.name} ${pod.status.phase}`)}`); }
    return found;
  }

  /** kill -9 to all that it runs. */
  public async kill(name: string): Promise<void> {
    const pod = await this.running(name);
    this.local.killContainer(pod, containerOf(pod));
  }

  /** All that the trainers said, as far as their logs are still there. */
  public async said(): Promise<Said[]> {
    const logs = await Promise.all((await this.pods()).map(async (pod) => ({ pod: pod.metadata.name, log: await this.log(pod) })));
    return logs.flatMap(({ pod, log }) => log.split('\n').filter(isSaid).map((line) => ({ pod, ...JSON.parse(line) })));
  }

  private log(pod: KubeObject): Promise<string> {
    return this.api.logs(this.namespace, pod.metadata.name, containerOf(pod)).catch(() => ''); // not started yet, or its node is lost
  }

  /** The step that it trains from, once that was said after `since` (in milliseconds). */
  public async trains(since: number, seconds = PATIENCE_SECONDS): Promise<number> {
    return this.until('it trains', async () => (await this.said()).find(({ event, at }) => event === 'training' && at * 1000 >= since)?.start, seconds);
  }

  /** The newest checkpoint that is whole, once there is one. */
  public async checkpoint(): Promise<number> {
    return this.until('a checkpoint', async () => this.checkpoints().at(-1));
  }

  /** The steps that there are checkpoints of, in their order. */
  public checkpoints(): number[] {
    if (!this.place || !fs.existsSync(this.place)) { return []; }
    return fs.readdirSync(this.place).map((name) => Number(/^step-(\d+)$/.exec(name)?.[1])).filter((step) => !isNaN(step)).sort((a, b) => a - b);
  }

  private async found(): Promise<void> {
    const claim = this.applied.find(({ kind }) => kind === 'PersistentVolumeClaim')!;
    const now = await this.api.get('v1', claim.kind, claim.metadata.name, this.namespace);
    this.place = path.join(volumeFolder(this.local.parts.folder, now!), JOB, this.run);
  }

  /** What came out, once the job says that it is done: the loss must be the one of a run that nobody disturbed. */
  public async done(): Promise<Result> {
    const { apiVersion, kind, metadata: { name } } = this.job;
    await this.api.until(`${kind} ${name} is done`, { apiVersion, kind, namespace: this.namespace }, (all) => {
      const job = all.find((each) => each.metadata.name === name);
      if (job && condition(job, FAILED)) { throw new Broken(`failed: ${JSON.stringify(job.status.conditions)}`); }
      return job !== undefined && condition(job, DONE[kind]);
    }, PATIENCE_SECONDS, (all) => JSON.stringify(all.map((job) => job.status)));
    await this.found();
    const file = path.join(this.place!, 'result.json');
    if (!fs.existsSync(file)) { throw new Broken(`done, but there is no result in <claim>/${JOB}/${this.run}`); }
    const result = JSON.parse(fs.readFileSync(file, 'utf8')) as Result;
    if (result.steps !== STEPS || !(Math.abs(result.loss - LOSS) < 1e-12)) { throw new Broken(`got loss ${result.loss} after ${result.steps} steps, expected ${LOSS} after ${STEPS}`); }
    return result;
  }

  /** Waits for what no watch tells; who waits in vain is told what the pods are doing. */
  private async until<T>(what: string, holds: () => Promise<T | undefined>, seconds = PATIENCE_SECONDS): Promise<T> {
    for (const end = Date.now() + seconds * 1000; ;) {
      await this.found();
      const held = await holds();
      if (held !== undefined) { return held; }
      if (Date.now() > end) { throw new Broken(`not in ${seconds} s: ${what}; ${await this.doing()}`); }
      await new Promise((go) => setTimeout(go, 300));
    }
  }

  /** Where each pod is, what its trainer said last, and the last line besides. */
  private async doing(): Promise<string> {
    const pods = await Promise.all((await this.pods()).map(async (pod) => {
      const lines = (await this.log(pod)).split('\n').filter((line) => line.trim() !== '');
      return [`${pod.metadata.name} ${pod.status.phase}`, lines.filter(isSaid).at(-1), lines.filter((line) => !isSaid(line)).at(-1)?.slice(-300)].filter(Boolean).join(': ');
    }));
    const events = await this.api.list({ apiVersion: 'v1', kind: 'Event', namespace: this.namespace });
    return [...pods.sort(), ...new Set(events.filter(({ type }) => type === 'Warning').map(({ message }) => message as string))].join('; ');
  }
}

function isSaid(line: string): boolean { return line.startsWith('{"event"'); }

function containerOf(pod: KubeObject): string { return pod.spec.containers[0].name; }
