// Who holds what: partitions as Kafka describes them.
import { KafkaWorld, PATIENCE_SECONDS } from './world';

export interface Partition { readonly name: string; readonly replicas: number[]; readonly inSync: number[]; readonly moves: boolean }

const ASK = '--bootstrap-server "$(own_name):$BROKER_PORT" --command-config "$(admin_configuration 60)"';

/** The broker that is asked may be the one that restarts. */
async function asked(world: KafkaWorld, tool: string): Promise<string> {
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; ;) {
    const done = await world.admin(`kafka_tool 60 ${tool}`);
    if (done.code === 0) { return done.out; }
    if (Date.now() > end) { throw new Error(`${tool}: ${done.out.slice(-300)}${done.err.slice(-300)}`); }
  }
}

export async function partitions(world: KafkaWorld): Promise<Partition[]> {
  const ids = (text?: string) => (text ?? '').split(',').filter((id) => id !== '').map(Number);
  return (await asked(world, `kafka-topics.sh ${ASK} --describe`)).split('\n').filter((line) => line.includes('\tPartition: ')).map((line) => {
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
  const said = await Promise.all(['brokers', 'topics'].map((kind) => asked(world, `kafka-configs.sh ${ASK} --describe --entity-type ${kind}`)));
  return said.join('\n').match(/(leader|follower)\.replication\.throttled\.\w+=[^ ]*/g) ?? [];
}

/** Zone of each broker that serves, by id. */
export async function zones(world: KafkaWorld): Promise<Map<number, string>> {
  const said = await asked(world, `kafka-cluster.sh list-endpoints ${ASK}`);
  return new Map(said.split('\n').map((line) => line.split(/ +/)).filter((row) => /^\d+$/.test(row[0])).map((row) => [Number(row[0]), row[3]]));
}
