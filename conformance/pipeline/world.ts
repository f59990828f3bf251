// Kafka and a stream processor between two of its topics on the proving ground, with a witness at both ends.
import { CLUSTER, declare, PipelineDeclaration, PROCESSOR, TOTALS } from './declaration';
import { LocalCluster } from '../cluster/cluster';
import { miscounted } from '../flink/counted';
import { PATIENCE_SECONDS, Processor } from '../flink/processor';
import { consume } from '../kafka/reader';
import { Writer } from '../kafka/writer';
import { KubeObject } from '../kubernetes/api';
import { namespaceOf, removeAtOnce } from '../kubernetes/namespace';
import { isReady } from '../kubernetes/status';
import { Broken } from '../promises/broken';

/** How long the consumer may wait for the next message, in milliseconds: a failure is not among what it waits for. */
const IDLE_MS = 60_000;
const SECONDS = 200;

export class PipelineWorld extends Processor {
  public readonly writer: Writer;
  /** What was applied. */
  public readonly objects: KubeObject[];

  public constructor(cluster: LocalCluster, declaration: PipelineDeclaration) {
    super(cluster, PROCESSOR, declaration.namespace);
    this.objects = declare(declaration);
    this.writer = new Writer(cluster.api, declaration.namespace);
  }

  protected get run(): undefined { return undefined; }

  /** All at once, as a GitOps tool would. */
  public async apply(): Promise<void> {
    await this.api.apply(namespaceOf(this.namespace));
    await this.api.applyAll(this.objects);
    this.writer.follow();
  }

  public async remove(): Promise<void> {
    this.writer.close();
    await removeAtOnce(this.api, this.namespace, this.objects, PATIENCE_SECONDS);
  }

  public async broker(ordinal: number): Promise<KubeObject> {
    const pod = await this.api.get('v1', 'Pod', `${CLUSTER}-broker-${ordinal}`, this.namespace);
    if (!pod) { throw new Error(`there is no pod ${CLUSTER}-broker-${ordinal}`); }
    return { ...pod, apiVersion: 'v1', kind: 'Pod' };
  }

  public async brokersReady(): Promise<void> {
    await this.api.until('three brokers Ready', { apiVersion: 'v1', kind: 'Pod', namespace: this.namespace, labels: `app.kubernetes.io/instance=${CLUSTER},app.kubernetes.io/component=broker` },
      (pods) => pods.filter(isReady).length === 3, PATIENCE_SECONDS);
  }

  /** Of what was acknowledged before now, all is counted, once; the counts of each key are whole, up to the last of those. */
  public async exactlyOnce(): Promise<{ readonly records: number }> {
    const orders = new Set(this.writer.acknowledged.map(({ value }) => value));
    await this.goesOn(); // what was read before a checkpoint is committed with it, or with the next
    const lines = (await this.read()).map((line) => {
      const [value, key, count] = line.split(' ');
      return { value, key, count: Number(count) };
    });
    // What comes after these may be cut off anywhere: the counts of a key are in several partitions.
    const last = new Map<string, number>();
    for (const { value, key, count } of lines) { if (orders.has(value)) { last.set(key, Math.max(count, last.get(key) ?? 0)); } }
    const values = new Set<string>(), byKey = new Map<string, number[]>();
    let twice = 0;
    for (const { value, key, count } of lines) {
      if (values.has(value)) { twice++; }
      values.add(value);
      if (count <= (last.get(key) ?? 0)) { byKey.set(key, [...byKey.get(key) ?? [], count]); }
    }
    const lost = [...orders].filter((value) => !values.has(value)).length, wrong = miscounted(byKey);
    if (orders.size === 0) { throw new Broken('counted: got no order, expected some'); }
    if (twice + lost + wrong > 0) {
      throw new Broken(`counted: got ${twice} orders twice, ${lost} lost and ${wrong} counts that are wrong among ${orders.size}, expected none`);
    }
    return { records: orders.size };
  }

  /** All that is committed up to now, as a consumer of its own group reads it from the beginning. What comes later tells that it has read so far. */
  private async read(): Promise<string[]> {
    const pods = await this.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: this.namespace });
    const witness = pods.find((p) => p.metadata.name.startsWith('witness-') && isReady(p))!.metadata.name;
    const client = `--bootstrap-server ${CLUSTER}.${this.namespace}.svc:9092 --topic ${TOTALS} --command-config /etc/kafka/${CLUSTER}/config/client.properties`;
    const told = await this.api.exec(this.namespace, witness, 'reader', ['bash', '-c', `/opt/kafka/bin/kafka-get-offsets.sh ${client}`], SECONDS);
    const ahead = new Map([...told.out.matchAll(/^[^:]+:(\d+):(\d+)$/gm)].map(([, partition, end]) => [partition, Number(end)]));
    if (ahead.size === 0) { throw new Error(`the ends of the log: ${told.err.slice(-400)}`); }
    const lines: string[] = [];
    const options = ' --command-property isolation.level=read_committed';
    const consumer = { namespace: this.namespace, pod: witness, client, patience: IDLE_MS, seconds: SECONDS, options };
    const said = await consume(this.api, consumer, (partition, offset, value) => {
      lines.push(value);
      if (Number(offset) >= ahead.get(partition)!) { ahead.delete(partition); }
      return ahead.size === 0;
    });
    if (ahead.size > 0) { throw new Broken(`unreadable: the reader did not come to ${JSON.stringify([...ahead])}: ${said.slice(-400)}`); }
    return lines;
  }
}
