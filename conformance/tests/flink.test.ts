// A stateful job that counts exactly once, on the library's manifests, whatever is done to it.
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { LocalCluster } from '../cluster/cluster';
import { alerts } from '../flink/alerts';
import * as does from '../flink/experiments';
import { FlinkWorld } from '../flink/world';
import { PAIR, SINGLE } from '../flink/worlds';
import { recorder } from '../proof/record';

let cluster: LocalCluster;

beforeAll(async () => { cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!); });
afterAll(() => cluster?.api.close());

describe('with a standby', () => {
  const record = recorder('flink', true);
  let world: FlinkWorld;

  beforeAll(() => { world = new FlinkWorld(cluster, PAIR); });
  afterAll(() => world.remove());

  test('it is installed, and its job runs', () => record('install', () => does.install(world)));

  test('its metrics have all that the alerts ask for, and each alert fires when it should', () => record('alerts', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-flink-'));
    try {
      return await alerts(world, scratch);
    } finally {
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  }));

  test('a worker is killed (-9)', () => record('kill-worker', () => does.killWorker(world)));

  test('the leader is killed (-9), and the standby leads', () => record('kill-leader', () => does.killLeader(world)));

  test('both leaders are to be evicted: one goes, and hands over', () => record('evict-leaders', () => does.evictLeaders(world)));

  test('the leader\'s node is lost', () => record('lose-node', () => does.loseLeadersNode(world)));

  test('another image in place is refused, by the API server and by workers', () => record('edit-in-place', () => does.editInPlace(world)));

  test('the second commit of a change without the first: nothing begins', () => record('second-commit-first', () => does.secondCommitFirst(world)));

  test('the first commit stops it with a savepoint', () => record('stop', () => does.stop(world)));

  test('what was stopped stays so, applied again', () => record('stopped-stays', () => does.stoppedStays(world)));

  test('the second goes on from there, changed', () => record('restore', () => does.restore(world)));

  test('a leader that is lost after the change goes on from its own checkpoints', () => record('kill-changed-leader', () => does.killLeaderAfterChange(world)));
});

describe('with one leader', () => {
  const record = recorder('flink', true);
  let world: FlinkWorld;

  beforeAll(() => { world = new FlinkWorld(cluster, SINGLE); });
  afterAll(() => world.remove());

  test('it is installed', () => record('single-install', () => does.install(world, 1)));

  test('the leader is killed (-9), and starts again', () => record('single-kill-leader', () => does.killOnlyLeader(world)));

  test('a worker with a volume of its own is killed (-9)', () => record('single-kill-worker', () => does.killWorker(world)));
});
