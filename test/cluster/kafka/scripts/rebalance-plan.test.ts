import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import * as fc from 'fast-check';

const PLANNER = resolve(__dirname, '../../../../src/cluster/kafka/scripts/rebalance.awk');

interface Broker { readonly id: number; readonly rack: string; readonly stays: boolean }
interface Partition { readonly topic: string; readonly number: number; readonly replicas: number[]; readonly bytes: number }
interface Move { readonly topic: string; readonly number: number; readonly replicas: number[]; readonly bytes: number }

function plan(brokers: Broker[], partitions: Partition[], most = 5, little = 0): { moves: Move[]; blocked?: string } {
  const input = [
    ...brokers.map((b) => `broker ${b.id} ${b.rack} ${b.stays ? 'keep' : 'leave'}`),
    ...partitions.map((p) => `partition ${p.topic} ${p.number} ${p.replicas} ${p.bytes}`),
  ];
  const done = spawnSync('awk', ['-v', `most=${most}`, '-v', `little=${little}`, '-f', PLANNER], { input: input.map((line) => `${line}\n`).join(''), encoding: 'utf8' });
  expect(done.stderr).toBe('');
  const lines = done.stdout.split('\n').filter((line) => line !== '');
  const blocked = lines.find((line) => line.startsWith('blocked '));
  const moves = lines.filter((line) => line.startsWith('move ')).map((line) => {
    const [, topic, number, replicas, bytes] = line.split(' ');
    return { topic, number: Number(number), replicas: replicas.split(',').map(Number), bytes: Number(bytes) };
  });
  return { moves, ...(blocked ? { blocked } : {}) };
}

const applied = (partitions: Partition[], moves: Move[]): Partition[] => partitions.map((p) => (
  { ...p, replicas: moves.find((m) => m.topic === p.topic && m.number === p.number)?.replicas ?? p.replicas }));
/** `0:a 1:b 2:c!`: broker 2 leaves. */
const brokers = (text: string): Broker[] => text.split(' ').map((word) => {
  const [, id, rack, leaves] = /^(\d+):([a-z-]+)(!?)$/.exec(word)!;
  return { id: Number(id), rack, stays: leaves === '' };
});
/** `012 120`: one partition a word, of 100 bytes. */
const partitions = (text: string): Partition[] => text.split(' ').map((word, number) => ({ topic: 'facts', number, replicas: [...word].map(Number), bytes: 100 }));
const told = (moves: Move[]) => moves.map((m) => `${m.number}:${m.replicas.join('')}`);
const load = (all: Partition[], id: number) => all.filter((p) => p.replicas.includes(id)).length;
/** Plans and moves until nothing is left to do, as runs that are killed after each batch would. */
function settled(of: Broker[], start: Partition[], most = 5): Partition[] {
  let now = start;
  for (let round = 0; round < 300; round++) {
    const { moves } = plan(of, now, most);
    if (moves.length === 0) return now;
    now = applied(now, moves);
  }
  throw new Error('it never comes to an end');
}

test('where all is even, nothing moves', () => {
  expect(plan(brokers('0:a 1:b 2:c'), partitions('012 120 201 021')).moves).toEqual([]);
});

test('a new broker takes copies of its own zone: those of other zones stay where they are', () => {
  const after = settled(brokers('0:a 1:b 2:c 3:a'), partitions('012 120 201 012 120 201'));
  expect([0, 1, 2, 3].map((id) => load(after, id))).toEqual([3, 6, 6, 3]);
});

test('three new brokers, one in each zone, take half', () => {
  const after = settled(brokers('0:a 1:b 2:c 3:a 4:b 5:c'), partitions('012 120 201 012 120 201'));
  expect([0, 1, 2, 3, 4, 5].map((id) => load(after, id))).toEqual([3, 3, 3, 3, 3, 3]);
});

test('who leaves is emptied first, each copy to a zone that has none', () => {
  expect(told(plan(brokers('0:a 1:b 2:c 3:a!'), partitions('312 120 203')).moves)).toEqual(['0:012', '2:201']);
});

test('where fewer would stay than a partition has copies, nothing moves, and the partition is named', () => {
  expect(plan(brokers('0:a 1:b 2:c!'), partitions('01 012'))).toEqual({ moves: [], blocked: 'blocked facts-1 has 3 copies, and only 2 brokers would stay' });
});

test('two copies in one zone are brought apart', () => {
  expect(told(plan(brokers('0:a 1:b 2:c 3:a'), partitions('031')).moves)).toEqual(['0:021']);
});

test('the leaders are spread without moving data, once nothing else is to do', () => {
  const { moves } = plan(brokers('0:a 1:b 2:c'), partitions('012 012 012'));
  expect(moves.every((m) => m.bytes === 0)).toBe(true);
  expect(applied(partitions('012 012 012'), moves).map((p) => p.replicas[0]).sort()).toEqual([0, 1, 2]);
});

test('a broker receives no more at once than it may, and the next plan goes on', () => {
  const start = partitions('012 120 201 012 120 201 012 120 201 012 120 201');
  const { moves } = plan(brokers('0:a 1:b 2:c 3:a 4:b 5:c'), start, 1);
  expect([3, 4, 5].map((id) => moves.filter((m) => m.replicas.includes(id)).length)).toEqual([1, 1, 1]);
  const after = settled(brokers('0:a 1:b 2:c 3:a 4:b 5:c'), start, 1);
  expect([0, 1, 2, 3, 4, 5].map((id) => load(after, id))).toEqual([6, 6, 6, 6, 6, 6]);
});

test('little partitions go together: the cap is for what takes its time', () => {
  const start = partitions('012 120 201 012 120 201 012 120 201 012 120 201');
  const received = (little: number) => plan(brokers('0:a 1:b 2:c 3:a 4:b 5:c'), start, 1, little).moves.filter((m) => m.replicas.includes(3)).length;
  expect([received(0), received(100), received(300), received(10_000)]).toEqual([1, 1, 3, 6]);
});

test('of those that may move, the one that levels the bytes goes', () => {
  const sized = partitions('0 0 0 0').map((p, i) => ({ ...p, bytes: [900, 10, 10, 10][i] }));
  expect(told(plan(brokers('0:- 1:-'), sized, 1).moves)).toEqual(['0:1']);
});

describe('whatever the cluster', () => {
  const cluster = fc.record({
    racks: fc.integer({ min: 1, max: 4 }),
    count: fc.integer({ min: 1, max: 7 }),
    leaving: fc.integer({ min: 0, max: 2 }),
    factor: fc.integer({ min: 1, max: 3 }),
    most: fc.integer({ min: 1, max: 4 }),
    seeds: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 14 }),
  }).filter(({ count, leaving, factor }) => count - leaving >= factor);

  test('it comes to an end: nobody who leaves holds anything, zones are used, loads are level within a zone', () => {
    fc.assert(fc.property(cluster, ({ racks, count, leaving, factor, most, seeds }) => {
      const all = Array.from({ length: count }, (_, id) => ({ id, rack: 'abcd'[id % racks], stays: id < count - leaving }));
      const start = seeds.map(([seed, bytes], number) => ({
        topic: 'facts', number, bytes, replicas: Array.from({ length: factor }, (_, i) => (seed + i * (1 + seed % 2 === 1 && count % 2 === 1 ? 2 : 1)) % count),
      })).map((p) => ({ ...p, replicas: [...new Set(p.replicas)] })).filter((p) => p.replicas.length === factor);
      const after = settled(all, start, most);
      const stay = all.filter((b) => b.stays);
      const rackOf = new Map(all.map((b) => [b.id, b.rack]));
      for (const [i, p] of after.entries()) {
        expect(p.replicas).toHaveLength(start[i].replicas.length);
        expect(new Set(p.replicas).size).toBe(p.replicas.length);
        expect(p.replicas.every((id) => stay.some((b) => b.id === id))).toBe(true);
        expect(new Set(p.replicas.map((id) => rackOf.get(id))).size).toBe(Math.min(factor, new Set(stay.map((b) => b.rack)).size));
      }
      for (const rack of new Set(stay.map((b) => b.rack))) {
        const loads = stay.filter((b) => b.rack === rack).map((b) => load(after, b.id));
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }
    }), { numRuns: 40 });
  });
});
