// What is done to a pipeline. Each gives what it measured, or throws.
import { PipelineWorld } from './world';
import { PATIENCE_SECONDS } from '../flink/processor';
import { Figures, secondsSince } from '../proof/record';

/** Kafka, topics, users, rights and the processor, all at once, into an empty namespace. */
export async function install(world: PipelineWorld): Promise<Figures> {
  const began = Date.now();
  await world.apply();
  await world.running(2 * PATIENCE_SECONDS); // two systems, one after the other
  const running = secondsSince(began);
  await world.writer.goesOn(120);
  await world.ready('leader', 2);
  return { running, ...await world.exactlyOnce() };
}

/** A broker's process is killed (-9): what is written to it goes on elsewhere, transactions too. */
export async function killBroker(world: PipelineWorld): Promise<Figures> {
  await world.goesOn();
  const broker = await world.broker(0);
  world.cluster.killContainer(broker, 'broker');
  const began = Date.now();
  await world.goesOn();
  const on = secondsSince(began);
  await world.brokersReady();
  return { on, ...await world.exactlyOnce() };
}
