// Reads the topic from its beginning and holds it against the writer's record: each acknowledged message must be where the broker
// said it is, with its value; and nothing may be there twice.
import { Acknowledged } from './writer';
import { Api } from '../kubernetes/api';

export interface Reading {
  readonly acknowledged: number;
  /** Acknowledged messages that are not at their place any more. */
  readonly lost: Acknowledged[];
  /** Values that the log holds more than once. */
  readonly twice: string[];
}

/** How long the consumer may wait for the next message: the time to find a new leader is in it. */
const PATIENCE_MS = 45_000;

export async function readAll(api: Api, namespace: string, pod: string, cluster: string, bootstrap: string, topic: string,
  acknowledged: readonly Acknowledged[]): Promise<Reading> {
  const missing = new Map(acknowledged.map((a) => [`${a.partition}:${a.offset}`, a]));
  const values = new Set<string>(), twice: string[] = [];
  // auto.commit off: the group starts from the beginning each time.
  const command = `timeout 300 /opt/kafka/bin/kafka-console-consumer.sh --bootstrap-server ${bootstrap} --topic ${topic} --group witness --from-beginning \
--command-config /etc/kafka/${cluster}/config/client.properties --command-property enable.auto.commit=false --timeout-ms ${PATIENCE_MS} \
--formatter-property print.partition=true --formatter-property print.offset=true`;
  const wrong: string[] = [];
  const said = await api.execLines(namespace, pod, 'reader', ['bash', '-c', command], (line) => {
    const found = /^Partition:(\d+)\tOffset:(\d+)\t(.*)$/.exec(line);
    if (!found) { return false; }
    const [, partition, offset, value] = found;
    if (values.has(value)) { twice.push(value); }
    values.add(value);
    const expected = missing.get(`${partition}:${offset}`);
    if (expected && expected.value !== value) { wrong.push(`${partition}:${offset} holds ${value}, not ${expected.value}`); }
    if (expected?.value === value) { missing.delete(`${partition}:${offset}`); }
    return missing.size === 0;
  });
  if (acknowledged.length > 0 && values.size === 0) { throw new Error(`the reader read nothing: ${said.slice(-600)}`); }
  return { acknowledged: acknowledged.length, lost: [...missing.values()], twice };
}
