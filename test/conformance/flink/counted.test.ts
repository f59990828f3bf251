import { counted } from '../../../conformance/flink/counted';

/** Numbers of one piece, counted by two keys, as the job writes them. */
function lines(from: number, to: number, before: readonly [number, number] = [0, 0], said = 'a 1'): string[] {
  const counts = [...before];
  return Array.from({ length: to - from }, (_, i) => from + i).map((number) => `${number} ${number % 2} ${++counts[number % 2]} ${said}`);
}

describe('what the counting job wrote', () => {
  test('is right where each number is there once, in whatever order, and each key was counted without a gap', () => {
    expect(counted(lines(0, 100).reverse(), 1)).toEqual({ records: 100, twice: 0, missing: 0, miscounted: 0, graphs: { a: 100 }, codes: { 1: 100 } });
  });

  test('tells a number that was written twice, though its key was counted anew', () => {
    const written = [...lines(0, 10), '9 1 6 a 1'];
    expect(counted(written, 1)).toMatchObject({ twice: 1, missing: 0, miscounted: 0 });
  });

  test('tells numbers that are missing in the middle', () => {
    const all = lines(0, 20);
    expect(counted([...all.slice(0, 8), ...all.slice(10)], 1)).toMatchObject({ twice: 0, missing: 2, miscounted: 2 });
  });

  test('tells state that was lost: counts that begin again', () => {
    expect(counted([...lines(0, 10), ...lines(10, 20)], 1)).toMatchObject({ twice: 0, missing: 0, miscounted: 10 });
  });

  test('takes no gap between the pieces of a source for a loss', () => {
    const pieces = [...lines(0, 10), ...lines(4611686, 4611700, [5, 5])];
    expect(counted(pieces, 2)).toMatchObject({ twice: 0, missing: 0, miscounted: 0 });
    expect(counted(pieces, 1).missing).toBe(4611676);
  });

  test('tells which graph and which jar wrote how much', () => {
    const written = [...lines(0, 10), ...lines(10, 16, [5, 5], 'b 2')];
    expect(counted(written, 1)).toMatchObject({ graphs: { a: 10, b: 6 }, codes: { 1: 10, 2: 6 }, miscounted: 0 });
  });

  test('refuses a line that is cut off', () => {
    expect(() => counted(['17 3 2 a'], 1)).toThrow("got the line '17 3 2 a', expected number key count graph code");
  });
});
