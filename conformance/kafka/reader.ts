// Reads the topic from its beginning and holds it against the writer's record: each acknowledged message must be where the broker
// said it is, with its value; nothing may be there twice; and what one start of the writer wrote to a partition must be there in its order.
import { Acknowledged } from './writer';
import { Api } from '../kubernetes/api';

export interface Reading {
  readonly acknowledged: number;
  /** Acknowledged messages that are not at their place any more. */
  readonly lost: Acknowledged[];
  /** Values that the log holds more than once. */
  readonly twice: string[];
  /** Values that stand behind later ones of the same start of the writer. */
  readonly disordered: string[];
}

/** How long the consumer may wait for the next message: the time to find a new leader is in it. */
const PATIENCE_MS = 45_000;
const SECONDS = 300;

/** Up to what each partition held when the reading began; throws where that could not be read, which is not to say that it is lost. */
export async function readAll(api: Api, namespace: string, pod: string, cluster: string, bootstrap: string, topic: string,
  acknowledged: readonly Acknowledged[]): Promise<Reading> {
  const missing = new Map(acknowledged.map((a) => [`${a.partition}:${a.offset}`, a]));
  /** Partition -> the offset that its log ends before. */
  const ends = new Map<string, number>();
  const values = new Set<string>(), latest = new Map<string, number>(), twice: string[] = [], disordered: string[] = [];
  const client = `--bootstrap-server ${bootstrap} --topic ${topic} --command-config /etc/kafka/${cluster}/config/client.properties`;
  // auto.commit off: the group starts from the beginning each time.
  const command = `timeout ${SECONDS} /opt/kafka/bin/kafka-get-offsets.sh ${client} && echo ends are known && \
timeout ${SECONDS} /opt/kafka/bin/kafka-console-consumer.sh ${client} --group witness --from-beginning \
--command-property enable.auto.commit=false --timeout-ms ${PATIENCE_MS} \
--formatter-property print.partition=true --formatter-property print.offset=true`;
  let known = false;
  const said = await api.execLines(namespace, pod, 'reader', ['bash', '-c', command], (line) => {
    const end = /^[^:]+:(\d+):(\d+)$/.exec(line);
    if (end && !known && Number(end[2]) > 0) { ends.set(end[1], Number(end[2])); }
    known ||= line === 'ends are known';
    const found = /^Partition:(\d+)\tOffset:(\d+)\t(.*)$/.exec(line);
    if (found) {
      const [, partition, offset, value] = found;
      if (values.has(value)) { twice.push(value); }
      values.add(value);
      const [start, number] = value.split('.');
      if (Number(number) <= (latest.get(`${partition} ${start}`) ?? -1)) { disordered.push(value); }
      latest.set(`${partition} ${start}`, Number(number));
      if (missing.get(`${partition}:${offset}`)?.value === value) { missing.delete(`${partition}:${offset}`); }
      if (Number(offset) + 1 >= (ends.get(partition) ?? 0)) { ends.delete(partition); }
    }
    return known && ends.size === 0;
  });
  // The consumer outlives whoever asked for it; while it is a member of the group, the next one would be given only a part.
  const ended = await api.exec(namespace, pod, 'reader', ['bash', '-c', 'pkill -f "[C]onsoleConsumer"; while pgrep -f "[C]onsoleConsumer" >&2; do sleep 0.1; done']);
  if (!known || ends.size > 0) {
    throw new Error(`the reader did not come to the end of ${known ? `partitions ${[...ends.keys()]}` : 'anything'}: ${said.slice(-600)}`);
  }
  if (ended.code !== 0) { throw new Error(`a consumer of the reader is still there: ${ended.err}`); }
  return { acknowledged: acknowledged.length, lost: [...missing.values()], twice, disordered };
}
