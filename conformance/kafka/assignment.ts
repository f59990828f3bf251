// Who holds what: partitions as Kafka describes them.
import { CONNECTED, KafkaWorld } from './world';

export interface Partition { readonly name: string; readonly replicas: number[]; readonly inSync: number[]; readonly moves: boolean }

export async function partitions(world: KafkaWorld): Promise<Partition[]> {
  const ids = (text?: string) => (text ?? '').split(',').filter((id) => id !== '').map(Number);
  return (await world.insist(`kafka_tool 60 kafka-topics.sh ${CONNECTED} --describe`)).split('\n').filter((line) => line.includes('\tPartition: ')).map((line) => {
    const field = Object.fromEntries(line.split('\t').filter((f) => f.includes(': ')).map((f) => f.split(': ') as [string, string]));
    return {
      name: `${field.Topic}-${field.Partition}`,
      replicas: ids(field.Replicas),
      inSync: ids(field.Isr),
      moves: (field['Adding Replicas'] ?? '') + (field['Removing Replicas'] ?? '') !== '',
    };
  });
}

/** The throttles of replication that are set, on brokers and topics. */
export async function throttles(world: KafkaWorld): Promise<string[]> {
  const said = await Promise.all(['brokers', 'topics'].map((kind) => world.insist(`kafka_tool 60 kafka-configs.sh ${CONNECTED} --describe --entity-type ${kind}`)));
  return said.join('\n').match(/(leader|follower)\.replication\.throttled\.\w+=[^ ]*/g) ?? [];
}

/** Zone of each broker that is registered, whether it serves or not, by id. */
export async function zones(world: KafkaWorld): Promise<Map<number, string>> {
  const said = await world.insist(`kafka_tool 60 kafka-cluster.sh list-endpoints ${CONNECTED} --include-fenced-brokers`);
  return new Map(said.split('\n').map((line) => line.split(/ +/)).filter((row) => /^\d+$/.test(row[0])).map((row) => [Number(row[0]), row[3]]));
}
