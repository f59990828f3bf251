import { resolve } from 'node:path';
import { Member } from './member';

const PLAYED = resolve(__dirname, 'played/kafka.cjs');
const TOOLS = ['topics', 'configs', 'reassign-partitions', 'log-dirs', 'cluster'];

interface Partition { topic: string; number: number; replicas: number[]; bytes: number; target?: number[]; behind?: number[] }
interface State {
  brokers: { id: number; rack: string; state: string }[];
  partitions: Partition[];
  configs: Record<string, Record<string, Record<string, string>>>;
  [more: string]: unknown;
}

let job: Member;
beforeEach(() => {
  job = new Member('broker', 0, { BOOTSTRAP: 'events-broker.orders.svc:9091', WAIT_SECONDS: '1', PAUSE_SECONDS: '0.1' });
});
afterEach(() => job.remove());

/** Brokers 0 to n - 1 in zones a, b, c, and partitions such as `012`. */
function kafka(brokers: number, partitions: string, more: Partial<State> = {}): State {
  return {
    brokers: Array.from({ length: brokers }, (_, id) => ({ id, rack: `zone-${'abc'[id % 3]}`, state: 'unfenced' })),
    partitions: partitions.split(' ').map((word, number) => ({ topic: 'facts', number, replicas: [...word].map(Number), bytes: 1000 })),
    configs: {},
    ...more,
  };
}

function rebalance(before: State, more: Record<string, string>) {
  job.write('state', JSON.stringify(before));
  for (const tool of TOOLS) job.command(`kafka/bin/kafka-${tool}.sh`, { run: `exec '${process.execPath}' '${PLAYED}' '${job.path('state')}' "\${0##*/}" "$@"` });
  const outcome = job.script('rebalance', more);
  return { ...outcome, state: JSON.parse(job.read('state')) as State };
}
const load = (state: State, id: number) => state.partitions.filter((p) => p.replicas.includes(id)).length;
const throttles = (state: State) => JSON.stringify(state.configs).match(/throttled/g) ?? [];
const executed = () => job.calls().filter((call) => call.includes('--execute'));

test('where nothing is to move, it ends at once and changes nothing', () => {
  const before = kafka(3, '012 120 201');
  const { code, state } = rebalance(before, { BROKERS: '0 1 2' });
  expect(code).toBe(0);
  expect(state).toEqual({ ...before, configs: { brokers: {}, topics: {} } });
  expect(executed()).toEqual([]);
});

test('three become six: each takes its part, throttled, and the throttle is gone in the end', () => {
  const { code, state } = rebalance(kafka(6, '012 120 201 012 120 201'), { BROKERS: '0 1 2 3 4 5', MOVES: '2', THROTTLE: '1234' });
  expect(code).toBe(0);
  expect([0, 1, 2, 3, 4, 5].map((id) => load(state, id))).toEqual([3, 3, 3, 3, 3, 3]);
  expect(executed().length).toBeGreaterThan(1);
  expect(executed().every((call) => call.includes('--throttle 1234'))).toBe(true);
  expect(state.received).toBe(2);
  expect(throttles(state)).toEqual([]);
});

test('a declared broker that does not serve yet is waited for, and nothing moves', () => {
  const { code, out } = rebalance(kafka(3, '012 120 201'), { BROKERS: '0 1 2 3' });
  expect(code).toBe(1);
  expect(out).toContain('waiting: broker 3 does not serve yet\ngave up after 1 s');
  expect(executed()).toEqual([]);
});

test('while anything is under-replicated, nothing moves, and it is named', () => {
  const before = kafka(6, '012 120 201');
  before.partitions[1].behind = [2];
  const { code, out } = rebalance(before, { BROKERS: '0 1 2 3 4 5' });
  expect(code).toBe(1);
  expect(out).toContain('waiting: 1 partitions are behind, such as facts-1');
  expect(executed()).toEqual([]);
});

test('a drained broker gets no new partitions, is emptied, and stays', () => {
  const { code, state } = rebalance(kafka(5, '312 420 201 042'), { BROKERS: '0 1 2 3', DRAINING: '4' });
  expect(code).toBe(0);
  expect(load(state, 4)).toBe(0);
  expect(state.configs.brokers[4]['cordoned.log.dirs']).toBe('*');
  expect(state.brokers.map((b) => b.id)).toEqual([0, 1, 2, 3, 4]);
});

test('a broker that is no longer drained is filled again', () => {
  const before = kafka(4, '012 120 201 012', { configs: { brokers: { 3: { 'cordoned.log.dirs': '*' } } } });
  const { code, state } = rebalance(before, { BROKERS: '0 1 2 3' });
  expect(code).toBe(0);
  expect(state.configs.brokers[3]).toEqual({});
  expect(load(state, 3)).toBe(2);
});

test('metadata that knows no cordons is told of, and the broker is emptied all the same', () => {
  const old = rebalance(kafka(4, '312 120', { refuses: 'cordoned.log.dirs' }), { BROKERS: '0 1 2', DRAINING: '3' });
  expect(old.code).toBe(0);
  expect(load(old.state, 3)).toBe(0);
  expect(old.out).toContain("broker 3 can't be cordoned at this metadata version");
});

test('fewer brokers than copies: refused for good, and the partition is named', () => {
  const { code, out } = rebalance(kafka(3, '01 012'), { BROKERS: '0 1', DRAINING: '2' });
  expect(code).toBe(3);
  expect(out).toContain('refused: facts-1 has 3 copies, and only 2 brokers would stay');
  expect(executed()).toEqual([]);
});

test('zones that would be filled unequally: refused for good, and the zone is named', () => {
  const before = kafka(6, '012 345');
  before.brokers[5].rack = 'zone-a'; // a: 0, 3, 5; b: 1, 4; c: 2
  const { code, out } = rebalance(before, { BROKERS: '0 1 2 3', DRAINING: '4 5' });
  expect(code).toBe(0);
  expect(out).not.toContain('refused');
  before.brokers[4].rack = 'zone-c'; // a: 0, 3, 5; b: 1; c: 2, 4: without 1 b would have none
  const refused = rebalance({ ...before, partitions: kafka(6, '025').partitions }, { BROKERS: '0 2 3 4 5', DRAINING: '1' });
  expect(refused.code).toBe(3);
  expect(refused.out).toContain('zone-b would keep 0 of its brokers (1), others 3');
});

test('a reassignment under way is waited for, then what is left to do is done', () => {
  const before = kafka(4, '012 120 201 012');
  before.partitions[0].target = [3, 1, 2];
  job.command('bin/sleep', { run: `exec '${process.execPath}' '${job.path('finish.cjs')}'` });
  job.write('finish.cjs', `const fs = require('fs'); const f = '${job.path('state')}'; const s = JSON.parse(fs.readFileSync(f));
for (const p of s.partitions) if (p.target) { p.replicas = p.target; delete p.target; }
fs.writeFileSync(f, JSON.stringify(s));`);
  const { code, out, state } = rebalance(before, { BROKERS: '0 1 2 3' });
  expect(code).toBe(0);
  expect(out).toContain('waiting: 1 partitions are moving, such as facts-0');
  expect(load(state, 3)).toBe(2);
  expect(throttles(state)).toEqual([]);
});

test('throttles that a killed run left are lifted, although nothing is to move', () => {
  const before = kafka(3, '012 120 201', { configs: { brokers: { 1: { 'leader.replication.throttled.rate': '1' } } } });
  const { code, state } = rebalance(before, { BROKERS: '0 1 2' });
  expect(code).toBe(0);
  expect(throttles(state)).toEqual([]);
});

test('throttles that stay are no success', () => {
  const before = kafka(3, '012 120 201', { keepsThrottles: true, configs: { brokers: { 1: { 'leader.replication.throttled.rate': '1' } } } });
  const { code, out } = rebalance(before, { BROKERS: '0 1 2' });
  expect(code).toBe(1);
  expect(out).toContain('throttles are still there');
});

test('told to stop, it cancels its batch, and with it the throttle', () => {
  job.command('bin/sleep', { run: 'kill -TERM "$PPID"' });
  const { code, state } = rebalance(kafka(6, '012 120 201', { stuck: true }), { BROKERS: '0 1 2 3 4 5' });
  expect(code).toBe(143);
  expect(state.partitions.some((p) => p.target)).toBe(false);
  expect(throttles(state)).toEqual([]);
});

test('a broker that is gone, and holds nothing, is no longer registered', () => {
  const before = kafka(4, '012 120 201');
  before.brokers[3].state = 'fenced';
  const { code, state } = rebalance(before, { BROKERS: '0 1 2' });
  expect(code).toBe(0);
  expect(state.brokers.map((b) => b.id)).toEqual([0, 1, 2]);
});

test('a broker that is gone and still holds something was cut off: nothing moves, nobody is forgotten', () => {
  const before = kafka(4, '012 123 201');
  before.brokers[3].state = 'fenced';
  const { code, out, state } = rebalance(before, { BROKERS: '0 1 2' });
  expect(code).toBe(1);
  expect(out).toContain('waiting: 1 partitions are behind, such as facts-1');
  expect(state.brokers).toHaveLength(4);
});

test('brokers that this declaration does not know: it is not the newest, and does nothing', () => {
  const { code, out } = rebalance(kafka(4, '012 120 201'), { BROKERS: '0 1 2' });
  expect(code).toBe(1);
  expect(out).toContain('brokers 3 are not declared here, and serve');
  expect(executed()).toEqual([]);
});

test('a run of a declaration that is no longer the newest stops for good before it moves anything', () => {
  job.write('newest', 'events-rebalance-2222222222');
  const newest = { BROKERS: '0 1 2 3 4 5', CURRENT_FILE: job.path('newest') };
  const { code, out } = rebalance(kafka(6, '012 120 201'), { ...newest, CURRENT_TASK: 'events-rebalance-1111111111' });
  expect(code).toBe(3);
  expect(out).toContain('refused: a newer declaration is about');
  expect(executed()).toEqual([]);
  expect(rebalance(kafka(6, '012 120 201'), { ...newest, CURRENT_TASK: 'events-rebalance-2222222222' }).code).toBe(0);
});
