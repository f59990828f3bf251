import { readFileSync } from 'fs';
import { join } from 'path';
import { check, double, integer, property, RunDetails } from 'fast-check';
import { checkedLeaderMemory, checkedWorkerMemory, Division, leaderMemory, MIB, part, WorkerMemory, workerMemory, workerMemorySettings } from '../../../src/stream/flink/memory';

/** What Flink's own start scripts made of it, told the overhead where it is not Flink's own: org.apache.flink.runtime.util.bash.BashJavaUtils. */
const recorded = JSON.parse(readFileSync(join(__dirname, 'recorded', 'memory.json'), 'utf8'));
const GRANTED_SHARE = 0.75;

test.each<any>(recorded.workers)('a worker of $process bytes is divided as Flink $managedFraction/$networkFraction divides it', ({ process, answer, ...division }) => {
  const { overhead, network, managed, taskHeap } = workerMemory(process, division);
  // Flink refuses what leaves nothing
  expect(taskHeap < 0 ? null : { overhead, network, managed, taskHeap }).toEqual(answer);
});

test.each<any>(recorded.leaders)('a leader of $process bytes is divided as Flink divides it', ({ process, answer }) => {
  const { overhead, heap } = leaderMemory(process);
  expect(heap <= 0 ? null : { overhead, heap }).toEqual(answer);
});

const divisions = (managedFraction: number, networkFraction: number): Division =>
  ({ managedFraction, networkFraction, metaspace: 256 * MIB, taskOffHeap: 0 });
const fractions = () => double({ min: 0, max: 0.49, noNaN: true });
const sum = ({ process: _, ...parts }: WorkerMemory) => Object.values(parts).reduce((all, each) => all + each, 0);

function holds<T>(run: RunDetails<T>): void {
  expect(run.failed ? run.counterexample : 'holds').toBe('holds');
}

test('the parts of a worker are all of it', () => {
  holds(check(property(integer({ min: 256 * MIB, max: 2 ** 40 }), fractions(), fractions(), (process, managed, network) => {
    const memory = workerMemory(process, divisions(managed, network));
    // what has less than metaspace and overhead has no memory of Flink's to divide
    return memory.process - memory.metaspace - memory.overhead < 0 || sum(memory) === process;
  })));
});

test('more memory is never less heap', () => {
  const sizes = integer({ min: 512 * MIB, max: 2 ** 38 });
  holds(check(property(sizes, integer({ min: 1, max: 2 ** 32 }), fractions(), fractions(), (process, more, managed, network) => {
    const heap = (bytes: number) => workerMemory(bytes, divisions(managed, network)).taskHeap;
    // every part is rounded down
    return heap(process + more) >= heap(process) - 3;
  })));
});

test('the memory that a refusal asks for is enough, and a MiB less is not', () => {
  const asked = (act: () => unknown): number | undefined => {
    try {
      act();
      return undefined;
    } catch (error) {
      return Number(/Size\.mebibytes\((\d+)\)/.exec((error as Error).message)![1]);
    }
  };
  holds(check(property(integer({ min: 1, max: 4000 }), fractions(), fractions(), (mebibytes, managed, network) => {
    const refused = (mib: number) => asked(() => checkedWorkerMemory('p', mib * MIB, divisions(managed, network)));
    const enough = refused(mebibytes);
    return enough === undefined || (refused(enough) === undefined && refused(enough - 1) === enough);
  })));
  holds(check(property(integer({ min: 1, max: 703 }), (mebibytes) => {
    const refused = (mib: number) => asked(() => checkedLeaderMemory('p', mib * MIB));
    const enough = refused(mebibytes)!;
    return refused(enough) === undefined && refused(enough - 1) === enough;
  })));
});

test("a leader's heap leaves a quarter to the rest of the process, however large it is", () => {
  holds(check(property(integer({ min: 704 * MIB, max: 2 ** 40 }), (process) => leaderMemory(process).heap <= process * GRANTED_SHARE)));
  expect(leaderMemory(16 * 1024 * MIB).heap).toBe(12 * 1024 * MIB);
});

test("a worker's, too", () => {
  holds(check(property(integer({ min: 512 * MIB, max: 2 ** 40 }), fractions(), fractions(), (process, managed, network) => {
    const { frameworkHeap, taskHeap } = workerMemory(process, divisions(managed, network));
    return frameworkHeap + taskHeap <= process * GRANTED_SHARE + 3;
  })));
  const { overhead, process } = workerMemory(8 * 1024 * MIB, divisions(0, 0.1));
  expect(workerMemorySettings(workerMemory(process, divisions(0, 0.1)), divisions(0, 0.1))).toMatchObject({
    'taskmanager.memory.jvm-overhead.min': `${overhead}b`, 'taskmanager.memory.jvm-overhead.max': `${overhead}b`,
  });
});

test('fractions are single precision, as in Java', () => {
  expect([part(3597035104, 0.1), part(3597035104, 0.4)]).toEqual([359703515, 1438814063]);
});
