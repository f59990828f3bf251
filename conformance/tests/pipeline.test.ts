// From topic to topic exactly once: Kafka, and a processor that is its user, on the library's manifests.
import { LocalCluster } from '../cluster/cluster';
import { killLeader, killWorker } from '../flink/experiments';
import { AT_LEAST_ONCE, EXACTLY_ONCE } from '../pipeline/declaration';
import { install, killBroker } from '../pipeline/experiments';
import { PipelineWorld } from '../pipeline/world';
import { Broken } from '../promises/broken';
import { mustFailWith } from '../promises/must-fail';
import { recorder } from '../proof/record';

let cluster: LocalCluster;
let world: PipelineWorld;

beforeAll(async () => { cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!); });
afterAll(() => cluster?.api.close());

describe('where exactly once is promised', () => {
  const record = recorder('pipeline', true);

  beforeAll(() => { world = new PipelineWorld(cluster, EXACTLY_ONCE); });
  afterAll(() => world.remove());

  test('both are installed at once, and each order is counted once', () => record('install', () => install(world)));

  test('a worker is killed (-9)', () => record('kill-worker', () => killWorker(world)));

  test('the leader is killed (-9)', () => record('kill-leader', () => killLeader(world)));

  test('a broker is killed (-9)', () => record('kill-broker', () => killBroker(world)));
});

describe('where at least once is', () => {
  const record = recorder('pipeline', false);
  const mustFail = mustFailWith(record, Broken);

  beforeAll(() => { world = new PipelineWorld(cluster, AT_LEAST_ONCE); });
  afterAll(() => world.remove());

  test('what comes again after a failure is there again', async () => {
    await install(world);
    await mustFail('at-least-once', /got [1-9]\d* orders twice, 0 lost/, () => killWorker(world));
  });
});
