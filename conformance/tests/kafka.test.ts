// Kafka keeps its promises, whatever is done to it.
import { LocalCluster } from '../cluster/cluster';
import { GATES } from '../cluster/control-plane';
import { clients } from '../kafka/experiments/clients';
import { activeController, killAll, killOne, laggardComesBackFirst, loseDisks, loseZone } from '../kafka/experiments/crashes';
import { installWithFounderLate, installWithZoneMissing } from '../kafka/experiments/installation';
import { drain, evictTwo, roll } from '../kafka/experiments/maintenance';
import { topicLife } from '../kafka/experiments/topics';
import { KafkaWorld } from '../kafka/world';
import { SIX, THREE } from '../kafka/worlds';
import { recorder } from '../proof/record';

const record = recorder('kafka', true);
let cluster: LocalCluster;
let three: KafkaWorld;
let six: KafkaWorld;
/** Six are taken down while the three go on. */
let leaving: Promise<void> | undefined;

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
  three = new KafkaWorld(cluster.api, THREE);
  six = new KafkaWorld(cluster.api, SIX);
});

afterAll(async () => {
  await Promise.all([leaving ?? six?.remove(), three?.remove()]);
  cluster?.api.close();
});

describe('three brokers and three controllers in three zones', () => {
  test('are installed while a zone is missing, serve without it, and are whole when it comes', async () => {
    await record('install-zone-missing', () => installWithZoneMissing(cluster, three, 'zone-c'));
  });
  test('serve who is declared, by certificate and by password, and nobody else', async () => {
    await record('clients', () => clients(three));
  });
  test('make topics, grow and change them, and refuse to shrink them', async () => {
    await record('topics', () => topicLife(three));
  });
});

describe('six brokers beside them, two in a zone, the zone told by the pod\'s label', () => {
  test('are installed, although the disk of the controller that founds comes two minutes late', async () => {
    await cluster.growTo(6, GATES);
    await record('install-founder-late', () => installWithFounderLate(cluster, six, 120));
  });
  test('lose a zone, see a member moved meanwhile, and get the zone back, as the three do', async () => {
    const [ofThree, ofSix] = await loseZone(cluster, [three, six], 'zone-c');
    await record('lose-zone-three', async () => ofThree);
    await record('lose-zone-six', async () => ofSix);
    leaving = six.remove();
    leaving.catch(() => undefined); // told at the end
  });
});

describe('the three, alone again,', () => {
  test('roll their brokers and their controllers at once, one of each at a time', async () => {
    await record('roll', () => roll(three, ['broker', 'controller']));
  });
  test('do so too where Kubernetes could take several (MaxUnavailableStatefulSet)', async () => {
    await cluster.restartControlPlane({ ...GATES, MaxUnavailableStatefulSet: true });
    await three.allReady(); // who was not heard while the API server was away is called not Ready for a moment
    await record('roll-max-unavailable', () => roll(three, ['broker', 'controller']));
  });
  test('give up one of two brokers that are evicted at the same instant', async () => {
    await record('evict-brokers', () => evictTwo(three, 'broker'));
  });
  test('let a node be drained', async () => {
    await record('drain', async () => drain(three, (await three.member('broker', 1)).spec.nodeName));
  });
  test('survive kill -9 of a broker', async () => {
    await record('kill-broker', () => killOne(cluster, three, 'broker', 1));
  });
  test('survive kill -9 of the active controller', async () => {
    await record('kill-active-controller', async () => killOne(cluster, three, 'controller', await activeController(three)));
  });
  test('come back with everything after all processes were killed at once', async () => {
    await record('kill-all', () => killAll(cluster, three));
  });
  test.each([0, 1, 2])('come back with everything when all restart and the disks of ordinal %i are empty', async (ordinal) => {
    await record(`lose-disks-${ordinal}`, () => loseDisks(cluster, three, ordinal));
  });
  test('do not let a broker lead that missed messages, though it comes back first', async () => {
    await record('laggard-first', () => laggardComesBackFirst(three));
  });
});
