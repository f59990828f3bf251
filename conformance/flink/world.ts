// The counting job's processor on the proving ground: what the experiments are done to.
import * as fs from 'fs';
import * as path from 'path';
import { counted, Counted } from './counted';
import { declare, FlinkDeclaration, OUT, PROCESSOR } from './declaration';
import { PATIENCE_SECONDS, Processor } from './processor';
import { LocalCluster } from '../cluster/cluster';
import { volumeFolder } from '../cluster/volumes';
import { KubeObject, Selection } from '../kubernetes/api';
import { namespaceOf, removeNamespace } from '../kubernetes/namespace';
import { condition } from '../kubernetes/status';
import { Broken } from '../promises/broken';
import { forPrometheusOperator } from '../watching/scraped';

const nameOf = ({ kind, metadata: { name } }: KubeObject) => `${kind} ${name}`;

export class FlinkWorld extends Processor {
  /** What was applied. */
  public objects: KubeObject[] = [];
  /** The parallelism that the job began from nothing with: the source cuts the numbers then. */
  private readonly splits: number;

  /** `broken` alters the manifests: only the negative controls do. */
  public constructor(
    cluster: LocalCluster, public declaration: FlinkDeclaration, private readonly broken: (object: KubeObject) => KubeObject = (o) => o,
  ) {
    super(cluster, PROCESSOR, declaration.namespace);
    this.splits = declaration.parallelism;
  }

  protected get run(): string | undefined { return this.declaration.restoreFrom; }

  /** Applies namespace and manifests, and takes away what is no longer declared, as a pipeline that prunes does. */
  public async apply(declaration: FlinkDeclaration = this.declaration): Promise<void> {
    this.declaration = declaration;
    await this.api.apply(namespaceOf(this.namespace));
    const before = this.objects;
    this.objects = declare(declaration).filter((object) => !forPrometheusOperator(object)).map(this.broken);
    await this.api.applyAll(this.objects);
    const declared = this.objects.map(nameOf);
    for (const object of before.filter((one) => !declared.includes(nameOf(one)))) { await this.api.delete(object); }
  }

  public async remove(): Promise<void> {
    await this.withoutProcesses();
    await removeNamespace(this.api, this.namespace, PATIENCE_SECONDS);
  }

  /** No process is left, each with its farewell, for one that is only forgotten may live on; what Flink keeps with Kubernetes is. */
  public async withoutProcesses(): Promise<void> {
    for (const object of this.objects.filter(({ kind }) => ['Job', 'Deployment', 'StatefulSet'].includes(kind))) { await this.api.delete(object); }
    const all: Selection = { apiVersion: 'v1', kind: 'Pod', namespace: this.namespace };
    await this.api.until('no pod is left', all, (pods) => pods.length === 0, PATIENCE_SECONDS);
    this.objects = this.objects.filter(({ kind }) => !['Job', 'Deployment', 'StatefulSet'].includes(kind));
  }

  /** The fate of a Job, by the middle of its name. */
  public async through(task: string, seconds = PATIENCE_SECONDS): Promise<'Complete' | 'Failed'> {
    const { metadata: { name } } = this.objects.find((o) => o.kind === 'Job' && (o.metadata.name === task || o.metadata.name.startsWith(`${task}-`)))!;
    return this.until(`Job ${name} is through`, async () => {
      const job = await this.api.get('batch/v1', 'Job', name, this.namespace);
      return job && condition(job, 'Complete') ? 'Complete' : job && condition(job, 'Failed') ? 'Failed' : undefined;
    }, seconds);
  }

  public async exactlyOnce(): Promise<Counted> {
    const found = await this.counted();
    if (found.records === 0) { throw new Broken('counted: got no record, expected some'); }
    if (found.twice + found.missing + found.miscounted > 0) {
      throw new Broken(`counted: got ${found.twice} records twice, ${found.missing} missing and ${found.miscounted} counts that are wrong among ${found.records}, expected none`);
    }
    return found;
  }

  public async counted(): Promise<Counted> {
    return counted(await this.lines(), this.splits);
  }

  /** Lines of files that are committed. */
  private async lines(): Promise<string[]> {
    const claim = await this.api.get('v1', 'PersistentVolumeClaim', `${PROCESSOR}-state`, this.namespace);
    const folder = path.join(volumeFolder(this.cluster.parts.folder, claim!), OUT);
    const files = (fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []).filter((file) => /^part-/.test(path.basename(file)));
    return files.flatMap((file) => fs.readFileSync(path.join(folder, file), 'utf8').split('\n').filter((line) => line !== ''));
  }
}
