// Kafka in a few minutes: installed, rolled, one broker killed. What runs whenever something changes.
import { clusterOfThisRun, Ground } from '../ground';
import { killOne } from '../kafka/experiments/crashes';
import { install } from '../kafka/experiments/installation';
import { roll } from '../kafka/experiments/maintenance';
import { KafkaWorld } from '../kafka/world';
import { THREE } from '../kafka/worlds';
import { recorder } from '../proof/record';

const record = recorder('kafka-smoke', true);
let ground: Ground;
let world: KafkaWorld;

beforeAll(async () => {
  ground = await clusterOfThisRun();
  world = new KafkaWorld(ground.api, { ...THREE, namespace: ground.namespace('smoke'), zones: ground.zones, kubernetesVersion: ground.kubernetesVersion });
});

afterAll(async () => {
  await world?.remove();
  ground?.api.close();
});

test('three brokers and three controllers are installed and Ready', async () => {
  await record('install', () => install(world));
});

test('the brokers roll under load, one at a time, and nothing acknowledged is lost', async () => {
  await world.jobDone('topics');
  await record('roll', () => roll(world, ['broker']));
});

/** kill -9 needs power over nodes. */
const withPower = process.env.CONFORMANCE_RUN ? test : test.skip;

withPower('a broker is killed under load, and nothing acknowledged is lost', async () => {
  await record('kill', () => killOne(ground.local!, world, 'broker', 1));
});
