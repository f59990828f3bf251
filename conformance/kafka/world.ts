// One Kafka cluster on the proving ground, with its witness: what the experiments are done to.
import { CLUSTER, declare, KafkaDeclaration, SINGLE_TOPIC, TOPIC } from './declaration';
import { readAll, Reading } from './reader';
import { Writer } from './writer';
import { Api, KubeObject, Selection } from '../kubernetes/api';
import { namespaceOf, removeAtOnce } from '../kubernetes/namespace';
import { condition, containerId, isReady } from '../kubernetes/status';

export type Component = 'broker' | 'controller';

/** Longer than any experiment may take to get well again; a promise's own bound is asserted where it is made. */
export const PATIENCE_SECONDS = 420;

/** For `admin`: how a tool reaches the broker that it runs in, with the cluster's own rights. */
export const CONNECTED = '--bootstrap-server "$(own_name):$BROKER_PORT" --command-config "$(admin_configuration 60)"';

export class KafkaWorld {
  public readonly writer: Writer;
  public readonly namespace: string;
  /** What was applied. */
  public objects: KubeObject[];
  private partition = 0;

  /** `broken` alters the manifests: only the negative controls do. */
  public constructor(
    public readonly api: Api,
    public declaration: KafkaDeclaration,
    private readonly broken: (object: KubeObject) => KubeObject | undefined = (o) => o,
  ) {
    this.namespace = declaration.namespace;
    this.writer = new Writer(api, this.namespace);
    this.objects = this.synthesized();
  }

  public get bootstrap(): string { return `${CLUSTER}.${this.namespace}.svc:9092`; }

  public get topic(): string { return this.declaration.single ? SINGLE_TOPIC : TOPIC; }

  public count(component: Component): number {
    return this.objects.find((o) => o.kind === 'StatefulSet' && o.metadata.name === `${CLUSTER}-${component}`)!.spec.replicas;
  }

  /**
   * Applies namespace and manifests, removes the Jobs that are no longer declared, as a pipeline that prunes does, and follows the witness. A Job
   * of former content that was left would count as done when its content comes back.
   */
  public async apply(declaration: KafkaDeclaration = this.declaration): Promise<void> {
    this.declaration = declaration;
    this.objects = this.synthesized();
    await this.applyUnwatched();
    const declared = this.objects.filter((o) => o.kind === 'Job').map((o) => o.metadata.name);
    for (const job of await this.api.list({ apiVersion: 'batch/v1', kind: 'Job', namespace: this.namespace })) {
      if (!declared.includes(job.metadata.name)) { await this.api.delete({ ...job, apiVersion: 'batch/v1', kind: 'Job' }); }
    }
    this.writer.follow();
  }

  /** For where no process runs, and so no witness. */
  public async applyUnwatched(): Promise<void> {
    await this.api.apply(namespaceOf(this.namespace));
    await this.api.applyAll(this.objects);
  }

  public async remove(): Promise<void> {
    this.writer.close();
    await removeAtOnce(this.api, this.namespace, this.objects, PATIENCE_SECONDS);
  }

  public pods(component?: Component): Selection {
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: this.namespace,
      labels: `app.kubernetes.io/instance=${CLUSTER}${component ? `,app.kubernetes.io/component=${component}` : ',app.kubernetes.io/component in (broker,controller)'}`,
    };
  }

  public async members(component?: Component): Promise<KubeObject[]> {
    const pods = await this.api.list(this.pods(component));
    return pods.map((p): KubeObject => ({ ...p, apiVersion: 'v1', kind: 'Pod' })).sort((a, b) => a.metadata.name < b.metadata.name ? -1 : 1);
  }

  public async member(component: Component, ordinal: number): Promise<KubeObject> {
    const name = `${CLUSTER}-${component}-${ordinal}`;
    const pod = (await this.members(component)).find((p) => p.metadata.name === name);
    if (!pod) { throw new Error(`${this.namespace}: there is no pod ${name}`); }
    return pod;
  }

  /** All members Ready; none of them one of `not` (by container id: what was killed must have come again). */
  public async allReady(seconds = PATIENCE_SECONDS, not: readonly KubeObject[] = []): Promise<KubeObject[]> {
    const count = this.count('broker') + this.count('controller');
    const gone = new Set(not.map(containerId));
    return this.api.until(`${this.namespace}: all ${count} members Ready`, this.pods(),
      (pods) => pods.filter((p) => isReady(p) && !gone.has(containerId(p))).length === count && pods.length === count, seconds);
  }

  /** Those that were there `before` are Ready, and made anew, but for this ordinal's, which may be. */
  public async othersReady(ordinal: number, before: readonly KubeObject[]): Promise<KubeObject[]> {
    const gone = new Set(before.map(containerId));
    const others = before.map((p) => p.metadata.name).filter((name) => !name.endsWith(`-${ordinal}`));
    return this.api.until(`${this.namespace}: ${others} Ready`, this.pods(),
      (pods) => others.every((name) => pods.some((p) => p.metadata.name === name && isReady(p) && !gone.has(containerId(p)))), PATIENCE_SECONDS);
  }

  public async readyOf(component: Component, count: number, seconds = PATIENCE_SECONDS): Promise<void> {
    await this.api.until(`${this.namespace}: ${count} ${component}s Ready`, this.pods(component), (pods) => pods.filter(isReady).length === count, seconds);
  }

  /** All members are of the newest template, and Ready. */
  public async rolled(seconds = PATIENCE_SECONDS + 60 * this.count('broker')): Promise<void> {
    await this.api.until(`${this.namespace}: all are rolled`, { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: this.namespace },
      (sets) => sets.every(({ metadata, spec, status }) => status?.observedGeneration === metadata.generation
        && status.currentRevision === status.updateRevision && status.readyReplicas === spec.replicas), seconds);
  }

  public jobName(task: string): string {
    return this.objects.find((o) => o.kind === 'Job' && o.metadata.name.startsWith(`${CLUSTER}-${task}-`))!.metadata.name;
  }

  /** A Job of the cluster's, by the middle of its name, is through; gives the last one. */
  public async jobDone(task: string, seconds = PATIENCE_SECONDS): Promise<KubeObject> {
    const name = this.jobName(task);
    const [job] = (await this.api.until(`${this.namespace}: Job ${name} through`, { apiVersion: 'batch/v1', kind: 'Job', namespace: this.namespace },
      (jobs) => jobs.some((j) => j.metadata.name === name && (j.status?.succeeded > 0 || condition(j, 'Failed'))), seconds)).filter((j) => j.metadata.name === name);
    return job;
  }

  /** The witness's pod. */
  public async witness(): Promise<string> {
    const pods = await this.api.until(`${this.namespace}: the witness runs`, { apiVersion: 'v1', kind: 'Pod', namespace: this.namespace },
      (all) => all.some(isWitness), PATIENCE_SECONDS);
    return pods.find(isWitness)!.metadata.name;
  }

  /** A command in the witness's idle container. */
  public async run(script: string, timeoutSeconds = 90): Promise<{ code: number; out: string; err: string }> {
    return this.api.exec(this.namespace, await this.witness(), 'reader', ['bash', '-c', script], timeoutSeconds);
  }

  /** A command with the rights of the cluster's own tools, in a broker. */
  public async admin(script: string, ordinal = 0): Promise<{ code: number; out: string; err: string }> {
    return this.api.exec(this.namespace, `${CLUSTER}-broker-${ordinal}`, 'broker', ['bash', '-c', `. /run/member/files/kafka-member.sh; ${script}`], 120);
  }

  /** The same until it succeeds, for the broker that is asked may be the one that goes; gives what it said. */
  public async insist(script: string): Promise<string> {
    for (const end = Date.now() + PATIENCE_SECONDS * 1000; ;) {
      const done = await this.admin(script);
      if (done.code === 0) { return done.out; }
      if (Date.now() > end) { throw new Error(`${this.namespace}: not in ${PATIENCE_SECONDS} s: ${script}: ${done.out.slice(-300)}${done.err.slice(-300)}`); }
    }
  }

  /** Every acknowledged message so far is still there. */
  public async read(): Promise<Reading> {
    return readAll(this.api, this.namespace, await this.witness(), CLUSTER, this.bootstrap, this.topic, [...this.writer.acknowledged]);
  }

  /** The next time that something is applied, members of lower ordinals keep what they have (a StatefulSet's partition). */
  public holdBack(below: number): void {
    this.partition = below;
  }

  private synthesized(): KubeObject[] {
    const objects = declare(this.declaration).map(this.broken).filter((o): o is KubeObject => o !== undefined);
    if (this.partition > 0) {
      for (const { spec } of objects.filter((o) => o.kind === 'StatefulSet')) { spec.updateStrategy.rollingUpdate = { ...spec.updateStrategy.rollingUpdate, partition: this.partition }; }
    }
    return objects;
  }
}

function isWitness(pod: KubeObject): boolean {
  return pod.metadata.name.startsWith('witness-') && isReady(pod);
}
