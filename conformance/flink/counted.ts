// What the counting job has written, judged: was each number counted exactly once?

export interface Counted {
  /** Lines of committed files. */
  readonly records: number;
  /** Numbers that are there more than once. */
  readonly twice: number;
  /** Numbers that are missing between others. */
  readonly missing: number;
  /** Counts of keys that are missing or there more than once: state that was lost, or changed twice by the same number. */
  readonly miscounted: number;
  /** By what was told to main(), and by the jar: how many lines each wrote. */
  readonly graphs: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
}

/**
 * @param lines of the job: `number key count graph code`
 * @param splits how many pieces the source cut the numbers into when it started from nothing, which is its parallelism then
 */
export function counted(lines: readonly string[], splits: number): Counted {
  const numbers: bigint[] = [], byKey = new Map<string, number[]>();
  const graphs: Record<string, number> = {}, codes: Record<string, number> = {};
  for (const line of lines) {
    const [number, key, count, graph, code, ...more] = line.split(' ');
    if (code === undefined || more.length > 0) { throw new Error(`got the line '${line}', expected number key count graph code`); }
    numbers.push(BigInt(number));
    const counts = byKey.get(key);
    if (counts) { counts.push(Number(count)); } else { byKey.set(key, [Number(count)]); }
    graphs[graph] = (graphs[graph] ?? 0) + 1;
    codes[code] = (codes[code] ?? 0) + 1;
  }
  return { records: numbers.length, ...judged(numbers, splits), miscounted: miscounted(byKey), graphs, codes };
}

function judged(numbers: bigint[], splits: number): Pick<Counted, 'twice' | 'missing'> {
  const sorted = [...numbers].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  let twice = 0;
  const gaps: bigint[] = [];
  for (let i = 1; i < sorted.length; i++) {
    const step = sorted[i] - sorted[i - 1];
    if (step === 0n) { twice++; } else if (step > 1n) { gaps.push(step - 1n); }
  }
  // Between two pieces there is a gap that is none; they are the widest.
  const within = gaps.sort((a, b) => a < b ? 1 : -1).slice(splits - 1);
  return { twice, missing: Number(within.reduce((sum, gap) => sum + gap, 0n)) };
}

/** Key -> its counts: how many of them are missing or there again. */
export function miscounted(byKey: ReadonlyMap<string, readonly number[]>): number {
  return [...byKey.values()].reduce((sum, counts) => sum + wrong(counts), 0);
}

/** How many of 1, 2, 3 ... are missing or there again. */
function wrong(counts: readonly number[]): number {
  const seen = new Set(counts), highest = counts.reduce((most, count) => Math.max(most, count), 0);
  return counts.length - seen.size + highest - seen.size;
}
