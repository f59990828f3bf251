import { FlinkOptions } from './flink-options';
import { refuse } from '../../contract/message';
import { shown, wholeNumber } from '../../declared/values';

/** KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM. */
const MOST_KEY_GROUPS = 2 ** 15;
/** Divided by thirty numbers. It does not follow from the parallelism: with another one, state could not be read any more. */
const KEY_GROUPS = 720;
const MOST_SLOTS = 128;

/** How the work is divided. */
export interface Work {
  readonly parallelism: number;
  readonly maxParallelism: number;
  readonly slots: number;
  readonly workers: number;
}

/** Parallelism, key groups, slots and workers, checked against each other. */
export function workOf(path: string, parallelism: number, options: FlinkOptions): Work {
  const maxParallelism = between(path, 'maxParallelism', options.maxParallelism ?? KEY_GROUPS, MOST_KEY_GROUPS);
  if (parallelism > maxParallelism) {
    const groups = KEY_GROUPS * Math.ceil(parallelism / KEY_GROUPS);
    refuse({
      path,
      what: 'parallelism',
      got: `${parallelism} pieces of work, and ${maxParallelism} key groups to share out`,
      expected: `at most ${maxParallelism}`,
      change: `write parallelism: ${maxParallelism}${parallelism > MOST_KEY_GROUPS ? '' : `, or, as long as there is no state, maxParallelism: ${Math.min(MOST_KEY_GROUPS, groups)}`}`,
    });
  }
  const slots = between(path, 'slotsPerWorker', options.slotsPerWorker ?? 1, MOST_SLOTS);
  const needed = Math.ceil(parallelism / slots);
  const workers = options.workers === undefined ? needed : wholeNumber(path, 'workers', options.workers, 1);
  if (workers < needed) {
    refuse({
      path,
      what: 'workers',
      got: `${workers} with ${slots} ${slots === 1 ? 'slot' : 'slots'} each, ${workers * slots} in all`,
      expected: `${parallelism} slots, one for each piece of the work`,
      change: `write workers: ${needed}`,
    });
  }
  return { parallelism, maxParallelism, slots, workers };
}

function between(path: string, what: string, got: number, most: number): number {
  if (Number.isSafeInteger(got) && got >= 1 && got <= most) return got;
  return refuse({ path, what, got: shown(got), expected: `a whole number from 1 to ${most}`, change: `write ${what}: ${got > most ? most : 1}` });
}
