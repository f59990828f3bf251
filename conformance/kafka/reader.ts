// Reads the topic from its beginning and holds it against the writer's record: each acknowledged message must be where the broker
// said it is, with its value; nothing may be there twice; and what one start of the writer wrote to a partition must be there in its order.
import { Acknowledged } from './writer';
import { Api } from '../kubernetes/api';
import { Broken } from '../promises/broken';

/** Who reads what, and how patiently. */
export interface Consumer {
  readonly namespace: string;
  /** The witness's. */
  readonly pod: string;
  /** Options of Kafka's tools: where the brokers are, the topic, who one is. */
  readonly client: string;
  /** How long it may wait for the next message, in milliseconds. */
  readonly patience: number;
  readonly seconds: number;
  /** Further options, with a blank in front. */
  readonly options?: string;
}

/** Reads from the beginning, and gives each message to `enough` until that says yes; what the tool said besides. */
export async function consume(
  api: Api, { namespace, pod, client, patience, seconds, options = '' }: Consumer, enough: (partition: string, offset: string, value: string) => boolean,
): Promise<string> {
  // auto.commit off: the group starts from the beginning each time.
  const said = await api.execLines(namespace, pod, 'reader', ['bash', '-c', `timeout ${seconds} /opt/kafka/bin/kafka-console-consumer.sh ${client} --group witness --from-beginning \
--command-property enable.auto.commit=false${options} --timeout-ms ${patience} --formatter-property print.partition=true --formatter-property print.offset=true`], (line) => {
    const [, partition, offset, value] = /^Partition:(\d+)\tOffset:(\d+)\t(.*)$/.exec(line) ?? [];
    return value !== undefined && enough(partition, offset, value);
  });
  // The consumer outlives whoever asked for it; while it is a member of the group, the next one would be given only a part.
  const ended = await api.exec(namespace, pod, 'reader', ['bash', '-c', 'pkill -f "[C]onsoleConsumer"; while pgrep -f "[C]onsoleConsumer" >&2; do sleep 0.1; done']);
  if (ended.code !== 0) { throw new Error(`a consumer of the reader is still there: ${ended.err}`); }
  return said;
}

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

/**
 * Up to the last acknowledged message of each partition. Throws where a log could not be read so far although it is there, which is not to say
 * that its messages are lost.
 */
export async function readAll(api: Api, namespace: string, pod: string, cluster: string, bootstrap: string, topic: string,
  acknowledged: readonly Acknowledged[]): Promise<Reading> {
  // By value: where a log was cut off and written anew, two messages were acknowledged for one place.
  const missing = new Map(acknowledged.map((a) => [a.value, a]));
  /** Partition -> the offset of the last acknowledged message, until it was passed. */
  const ahead = new Map<string, number>();
  for (const { partition, offset } of acknowledged) { ahead.set(String(partition), Math.max(offset, ahead.get(String(partition)) ?? 0)); }
  const values = new Set<string>(), latest = new Map<string, number>(), twice: string[] = [], disordered: string[] = [];
  const client = `--bootstrap-server ${bootstrap} --topic ${topic} --command-config /etc/kafka/${cluster}/config/client.properties`;
  const said = await consume(api, { namespace, pod, client, patience: PATIENCE_MS, seconds: SECONDS }, (partition, offset, value) => {
    if (values.has(value)) { twice.push(value); }
    values.add(value);
    const [start, number] = value.split('.');
    if (Number(number) <= (latest.get(`${partition} ${start}`) ?? -1)) { disordered.push(value); }
    latest.set(`${partition} ${start}`, Number(number));
    const known = missing.get(value);
    if (known && String(known.partition) === partition && String(known.offset) === offset) { missing.delete(value); }
    if (Number(offset) >= (ahead.get(partition) ?? 0)) { ahead.delete(partition); }
    return ahead.size === 0;
  });
  if (ahead.size > 0) {
    const ends = await api.exec(namespace, pod, 'reader', ['bash', '-c', `timeout ${SECONDS} /opt/kafka/bin/kafka-get-offsets.sh ${client}`]);
    for (const [partition, last] of ahead) {
      const end = new RegExp(`^[^:]+:${partition}:(\\d+)$`, 'm').exec(ends.out)?.[1];
      if (end === undefined || Number(end) > last) {
        throw new Broken(`unreadable: the reader did not come to ${partition}:${last}, and the log ends at ${end ?? 'an unknown place'}: ${said.slice(-600)}${ends.err.slice(-300)}`);
      }
    }
  }
  return { acknowledged: acknowledged.length, lost: [...missing.values()], twice, disordered };
}
