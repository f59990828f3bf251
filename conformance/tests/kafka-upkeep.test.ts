// What the years bring: other versions, other settings, other certificates, new disks; nothing is lost, and writing goes on.
import { LocalCluster } from '../cluster/cluster';
import { outside } from '../kafka/experiments/clients';
import { configureByRoll, configureLive, installOld, loseDisk, lower, renew, upgrade } from '../kafka/experiments/upkeep';
import { KafkaWorld } from '../kafka/world';
import { AGED, RENEWED } from '../kafka/worlds';
import { recorder } from '../proof/record';

const record = recorder('kafka-upkeep', true);
let cluster: LocalCluster;
let world: KafkaWorld;

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
  world = new KafkaWorld(cluster.api, AGED);
});

afterAll(async () => {
  await world?.remove();
  cluster?.api.close();
});

describe('three brokers and controllers of an older version', () => {
  test('are installed', async () => {
    await record('install', () => installOld(world));
  });
  test('serve clients outside through ports of the nodes, each broker by its own', async () => {
    await record('outside', () => outside(world));
  });
  test('get newer binaries and metadata in one commit: the metadata waits for the last of them', async () => {
    await record('upgrade', () => upgrade(world, RENEWED));
  });
  test('refuse to go back to older metadata', async () => {
    await record('lower-metadata', () => lower(world, AGED.metadataVersion!));
  });
  test('change a setting live, and change it back', async () => {
    await record('live-setting', () => configureLive(world, 'log.retention.ms', '86400000'));
  });
  test('restart for a setting that is read at the start', async () => {
    await record('rolled-setting', () => configureByRoll(world, 'num.io.threads', '4'));
  });
  test('restart by themselves, one of a kind at a time, for certificates that were signed anew', async () => {
    await record('renew', () => renew(world));
  });
  test.each(['broker', 'controller'] as const)('lose the disk of a %s, and make it whole', async (component) => {
    await record(`lose-disk-${component}`, () => loseDisk(cluster, world, component, 1));
  });
});
