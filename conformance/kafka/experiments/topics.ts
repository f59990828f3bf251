// The life of a topic: made, grown, changed, and never made smaller.
import { condition } from '../../kubernetes/status';
import { Broken } from '../../promises/broken';
import { OTHER_TOPIC } from '../declaration';
import { CONNECTED, KafkaWorld } from '../world';

interface Expected { readonly partitions: number; readonly retention?: string }

export async function topicLife(world: KafkaWorld): Promise<{ partitions: number }> {
  const first = world.declaration;
  await world.jobDone('topics');
  await expectTopic(world, { partitions: 2 });

  await world.apply({ ...first, otherTopic: { partitions: 4, config: { 'retention.ms': '3600000' } } });
  if (condition(await world.jobDone('topics'), 'Failed')) { throw new Broken('topics: growing failed'); }
  await expectTopic(world, { partitions: 4, retention: '3600000' });

  // A setting that is no longer declared goes back to the default.
  await world.apply({ ...first, otherTopic: { partitions: 4 } });
  if (condition(await world.jobDone('topics'), 'Failed')) { throw new Broken('topics: taking a setting back failed'); }
  await expectTopic(world, { partitions: 4 });

  await world.apply({ ...first, otherTopic: { partitions: 3 } });
  if (!condition(await world.jobDone('topics'), 'Failed')) { throw new Broken('topics: fewer partitions were not refused'); }
  await expectTopic(world, { partitions: 4 });
  await world.apply({ ...first, otherTopic: { partitions: 4 } });
  return { partitions: 4 };
}

async function expectTopic(world: KafkaWorld, expected: Expected): Promise<void> {
  const said = await world.admin(`kafka_tool 60 kafka-topics.sh ${CONNECTED} --describe --topic ${OTHER_TOPIC}`);
  const partitions = Number(/PartitionCount:\s*(\d+)/.exec(said.out)?.[1]);
  if (partitions !== expected.partitions) {
    throw new Broken(`topics: ${OTHER_TOPIC} has ${partitions} partitions, expected ${expected.partitions}: ${said.out}${said.err}`);
  }
  const retention = /retention\.ms=(\d+)/.exec(said.out)?.[1];
  if (retention !== expected.retention) { throw new Broken(`topics: retention.ms is ${retention}, expected ${expected.retention}: ${said.out}`); }
}
