// A stream processor on a cluster, as its pods and Flink's REST interface tell of it.
import { LocalCluster } from '../cluster/cluster';
import { Api, KubeObject, Selection } from '../kubernetes/api';
import { isReady } from '../kubernetes/status';

export type Component = 'leader' | 'worker';

/** Longer than any experiment may take to get well again. */
export const PATIENCE_SECONDS = 240;
/** How often what no watch tells is asked for. */
const EVERY_MILLIS = 200;

/** What Flink's REST interface says of the one job. */
export interface JobSeen {
  readonly id: string;
  readonly state: string;
  /** Whether every task runs, but for those of a source that got no piece of the numbers. */
  readonly whole: boolean;
}

export abstract class Processor {
  public constructor(public readonly cluster: LocalCluster, public readonly name: string, public readonly namespace: string) {}

  public get api(): Api { return this.cluster.api; }

  /** The run that is declared now, where it is not the first. */
  protected abstract get run(): string | undefined;

  /** What was written so far, judged; anything that was not counted exactly once is a broken promise. */
  public abstract exactlyOnce(): Promise<{ readonly records: number }>;

  public pods(component: Component): Selection {
    return { apiVersion: 'v1', kind: 'Pod', namespace: this.namespace, labels: `app.kubernetes.io/instance=${this.name},app.kubernetes.io/component=${component}` };
  }

  /** Those that stay and run. */
  public async members(component: Component): Promise<KubeObject[]> {
    return (await this.api.list(this.pods(component))).filter((pod) => !pod.metadata.deletionTimestamp && pod.status?.phase === 'Running')
      .map((pod): KubeObject => ({ ...pod, apiVersion: 'v1', kind: 'Pod' }));
  }

  public async ready(component: Component, count: number, seconds = PATIENCE_SECONDS): Promise<void> {
    await this.api.until(`${count} ${component}s Ready`, this.pods(component), (pods) => pods.filter(isReady).length === count, seconds);
  }

  /** Flink's REST interface, through the processor's own Service; undefined while nobody answers. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON
  public async rest(method: string, url: string, body?: unknown): Promise<any> {
    const answer = await this.api.request(method, `/api/v1/namespaces/${this.namespace}/services/${this.name}-rest:rest/proxy${url}`, body).catch(() => undefined);
    return answer && answer.status < 300 ? answer.body : undefined;
  }

  public async job(): Promise<JobSeen | undefined> {
    const overview = await this.rest('GET', '/jobs/overview');
    const [job] = overview?.jobs ?? [];
    return job && { id: job.jid, state: job.state, whole: job.state === 'RUNNING' && job.tasks.running + job.tasks.finished === job.tasks.total };
  }

  /** The job's id, once all its tasks run. */
  public async running(seconds = PATIENCE_SECONDS): Promise<string> {
    return this.until('the job runs', async () => {
      const job = await this.job();
      return job?.whole ? job.id : undefined;
    }, seconds);
  }

  /** All tasks run, and one more checkpoint than at the time of `since` has been begun and finished by whoever leads now. */
  public async goesOn(): Promise<void> {
    const job = await this.running();
    const completed = async () => (await this.rest('GET', `/jobs/${job}/checkpoints`))?.counts?.completed as number | undefined;
    const before = await this.until('checkpoints are told of', completed);
    await this.until('two more checkpoints', async () => (await completed() ?? 0) >= before + 2 ? true : undefined);
  }

  /** What the job began with when it was started last: a savepoint, a checkpoint, or nothing. */
  public async beganWith(): Promise<'savepoint' | 'checkpoint' | 'nothing'> {
    const { latest } = await this.until('checkpoints are told of', () => this.running().then((job) => this.rest('GET', `/jobs/${job}/checkpoints`)));
    return !latest.restored ? 'nothing' : latest.restored.is_savepoint ? 'savepoint' : 'checkpoint';
  }

  public async until<T>(what: string, ask: () => Promise<T | undefined>, seconds = PATIENCE_SECONDS): Promise<T> {
    for (const end = Date.now() + seconds * 1000; ;) {
      const got = await ask();
      if (got !== undefined) { return got; }
      if (Date.now() > end) { throw new Error(`not in ${seconds} s: ${what}; ${await this.seen()}`); }
      await new Promise((go) => setTimeout(go, EVERY_MILLIS));
    }
  }

  /** How things stand, for whoever reads a failure. */
  public async seen(): Promise<string> {
    const pods = await this.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: this.namespace });
    const said = await Promise.all(pods.map(async ({ metadata: { name }, status, spec }) => {
      const log = await this.api.logs(this.namespace, name, spec.containers[0].name).catch(() => '');
      return `${name} ${status?.phase} ${JSON.stringify(status?.containerStatuses?.[0]?.state ?? {})} ${log.split('\n').filter((line) => /ERROR|WARN|Exception|refused/.test(line)).slice(-3).join(' | ')}`;
    }));
    return `the job: ${JSON.stringify(await this.job())}; ${said.join('; ')}`;
  }

  /** The pod that leads, as the others find it. */
  public async leader(): Promise<KubeObject | undefined> {
    const id = this.run ? `${this.name}.${this.run}` : this.name;
    const told = JSON.stringify((await this.api.get('v1', 'ConfigMap', `${id}-cluster-config-map`, this.namespace))?.data ?? {});
    return (await this.members('leader')).find((pod) => told.includes(`${pod.status.podIP}:`));
  }

  /** Another pod than `former` leads. */
  public async leadsAnother(former: KubeObject): Promise<KubeObject> {
    return this.until(`another leads than ${former.metadata.name}`, async () => {
      const now = await this.leader();
      return now && now.metadata.name !== former.metadata.name ? now : undefined;
    });
  }

  /** The ConfigMaps that Flink keeps for its runs. */
  public async kept(): Promise<string[]> {
    const maps = await this.api.list({ apiVersion: 'v1', kind: 'ConfigMap', namespace: this.namespace });
    return maps.map(({ metadata: { name } }) => name).filter((name) => /-config-map$/.test(name));
  }
}
