// Dozens of brokers on dozens of nodes: what three real nodes can't show. The nodes are fake, the scheduler and its rules are real.
import { LocalCluster } from '../cluster/cluster';
import { addFakeNodes, removeFakeNodes } from '../cluster/fake-nodes';
import { softPlacement } from '../kafka/broken';
import { placeAmongDozens } from '../kafka/experiments/placement';
import { KafkaWorld } from '../kafka/world';
import { THIRTY } from '../kafka/worlds';
import { Broken } from '../promises/broken';
import { recorder } from '../proof/record';

const NODES = 48;
const record = recorder('placement', false);
let cluster: LocalCluster;
let openNodes: () => void;
let world: KafkaWorld | undefined;

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
  openNodes = await cluster.closeNodes();
  cluster.startKwok();
  await addFakeNodes(cluster.api, NODES);
});

afterEach(async () => {
  await world?.remove();
  world = undefined;
});

afterAll(async () => {
  await removeFakeNodes(cluster.api);
  await cluster.processes.stop('kwok');
  openNodes();
  cluster.api.close();
});

test('thirty brokers spread evenly, leave a closed zone its share, and find their places again', async () => {
  world = new KafkaWorld(cluster.api, THIRTY);
  await record('dozens-of-nodes', () => placeAmongDozens(cluster, world!, 'zone-c'));
});

test('placed as a wish, they crowd the zones that are open: the experiment can fail', async () => {
  world = new KafkaWorld(cluster.api, { ...THIRTY, namespace: 'thirty-wish' }, softPlacement);
  await record('dozens-as-a-wish', async () => {
    const failed: unknown = await placeAmongDozens(cluster, world!, 'zone-c').then(() => undefined, (error) => error);
    expect(failed).toBeInstanceOf(Broken);
    expect((failed as Broken).message).toMatch(/^placement: 1[1-9] brokers in one zone, no more than 10/);
    return { broken: 1 };
  });
});
