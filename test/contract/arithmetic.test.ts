import * as fc from 'fast-check';
import { capped, copies, member, plan, voters, ZONE } from './plans';
import { evenShare, majorityOf, toleratedBy } from '../../src/contract/arithmetic';
import { copiesLost } from '../../src/contract/loss';
import { verify } from '../../src/contract/verify';
import { Domain, Failure, WorkloadPlan } from '../../src/plan';

const ZONES = ['a', 'b', 'c', 'd', 'e'];

/** Every way to put n members into z zones with at most `cap` in each: the number in each zone. */
function placements(n: number, z: number, cap: number): number[][] {
  if (z === 1) { return n <= cap ? [[n]] : []; }
  const all: number[][] = [];
  for (let here = 0; here <= Math.min(n, cap); here++) {
    for (const rest of placements(n - here, z - 1, cap)) { all.push([here, ...rest]); }
  }
  return all;
}

/** Every way in which a system that knows zones may put the copies of one piece on members so placed: one in each zone before a second in any. */
function spreads(copiesOfPiece: number, members: number[]): number[][] {
  const inUse = members.filter((n) => n > 0).length;
  return placements(copiesOfPiece, members.length, copiesOfPiece)
    .filter((c) => c.every((n, i) => n <= members[i]))
    .filter((c) => c.filter((n) => n > 0).length === Math.min(copiesOfPiece, inUse));
}

/** Every way in which any members may hold the copies. */
function anywhere(copiesOfPiece: number, members: number[]): number[][] {
  return placements(copiesOfPiece, members.length, copiesOfPiece).filter((c) => c.every((n, i) => n <= members[i]));
}

function broken(p: WorkloadPlan, ...ids: string[]): boolean {
  return verify(p, p.name).errors.some((line) => ids.some((id) => line.includes(`${id}: `)));
}

test('voters tolerate floor((n-1)/2), and one more of an odd number tolerates nothing more', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), (n) => {
    expect(toleratedBy(n)).toBe(Math.floor((n - 1) / 2));
    // A majority meets every other majority, and no smaller number does.
    expect(2 * majorityOf(n)).toBeGreaterThan(n);
    expect(2 * (majorityOf(n) - 1)).toBeLessThanOrEqual(n);
    if (n % 2 === 1) { expect(toleratedBy(n + 1)).toBe(toleratedBy(n)); }
  }));
});

test('two zones never survive the loss of one with a majority, however many vote', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 99 }), (n) => {
    expect(evenShare(n, 2)).toBeGreaterThan(toleratedBy(n));
    const p = plan({
      promise: ZONE, site: { zones: ['a', 'b'] }, components: [member({ replicas: n, placement: capped(evenShare(n, 2)) })], groups: [voters(n)],
    });
    const complaint = verify(p, 'x').errors.find((line) => line.includes('quorum/majority'));
    expect(complaint).toContain('two zones can never survive');
  }));
});

test('quorum/majority says what trying every placement and every lost zone says', () => {
  fc.assert(fc.property(
    fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 7 }),
    (n, z, cap) => {
      fc.pre(cap * z >= n);
      const p = plan({
        promise: ZONE,
        site: { zones: ZONES.slice(0, z) },
        components: [member({ replicas: n, placement: capped(cap) })],
        groups: [voters(n)],
      });
      const canBreak = placements(n, z, cap).some((zones) => zones.some((lost) => 2 * (n - lost) <= n));
      expect(broken(p, 'quorum/majority')).toBe(canBreak);
    },
  ), { numRuns: 300 });
});

test('the loss of copies is never less than trying every placement shows', () => {
  fc.assert(fc.property(
    fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }), fc.boolean(),
    (n, z, pieces, cap, spread) => {
      fc.pre(cap * z >= n && pieces <= n);
      const group = copies({ copies: pieces, spreadOver: spread ? Domain.ZONE : undefined });
      const p = plan({
        promise: ZONE,
        site: { zones: ZONES.slice(0, z) },
        components: [member({ replicas: n, placement: capped(cap) })],
        groups: [group],
      });
      const worst = Math.max(...placements(n, z, cap).flatMap((zones) => (spread ? spreads : anywhere)(pieces, zones)).map((c) => Math.max(...c)));
      const claimed = copiesLost(p, group, Failure.ZONE);
      expect(claimed).toBeGreaterThanOrEqual(worst);
      // Without spreading the number is exact, and so it is where members stand evenly.
      if (!spread || cap * z === n) { expect(claimed).toBe(worst); }
    },
  ), { numRuns: 300 });
});

test('where the rules are kept, no lost zone and no drain stops the service or loses a write', () => {
  fc.assert(fc.property(
    fc.record({
      n: fc.integer({ min: 2, max: 8 }),
      z: fc.integer({ min: 2, max: 4 }),
      cap: fc.integer({ min: 1, max: 4 }),
      pieces: fc.integer({ min: 1, max: 5 }),
      servesWith: fc.integer({ min: 1, max: 4 }),
      acknowledgedBy: fc.integer({ min: 1, max: 4 }),
      drained: fc.integer({ min: 1, max: 3 }),
      spread: fc.boolean(),
    }),
    ({ n, z, cap, pieces, servesWith, acknowledgedBy, drained, spread }) => {
      fc.pre(cap * z >= n && pieces <= n && drained < pieces);
      const p = plan({
        promise: ZONE,
        site: { zones: ZONES.slice(0, z) },
        components: [member({ replicas: n, placement: capped(cap) })],
        groups: [copies({ copies: pieces, servesWith, acknowledgedBy, spreadOver: spread ? Domain.ZONE : undefined })],
        rest: { budgets: [{ components: ['node'], maxUnavailable: drained }] },
      });
      if (verify(p, 'x').errors.some((line) => !line.includes('placement/equal-zones'))) { return; }
      for (const zones of placements(n, z, cap)) {
        for (const held of (spread ? spreads : anywhere)(pieces, zones)) {
          const lost = Math.max(...held);
          expect(pieces - lost).toBeGreaterThanOrEqual(servesWith);
          expect(acknowledgedBy).toBeGreaterThan(lost);
        }
      }
      expect(pieces - drained).toBeGreaterThanOrEqual(servesWith);
    },
  ), { numRuns: 1000 });
});

test('quorums over several components are judged by all their caps together', () => {
  fc.assert(fc.property(
    fc.array(fc.record({ n: fc.integer({ min: 1, max: 3 }), cap: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 3 }),
    fc.integer({ min: 2, max: 4 }),
    (parts, z) => {
      fc.pre(parts.every(({ n, cap }) => n <= cap * z) && parts.reduce((sum, { n }) => sum + n, 0) > 1);
      const total = parts.reduce((sum, { n }) => sum + n, 0);
      const components = parts.map(({ n, cap }, i) => member({ name: `part${i}`, replicas: n, placement: capped(cap) }));
      const p = plan({
        promise: ZONE, site: { zones: ZONES.slice(0, z) }, components, groups: [voters(total, { components: components.map((c) => c.name) })],
      });
      // Each component can fill the same zone, whatever the others do.
      const most = parts.reduce((sum, { n, cap }) => sum + Math.max(...placements(n, z, cap).map((zones) => zones[0])), 0);
      expect(broken(p, 'quorum/majority')).toBe(2 * (total - most) <= total);
    },
  ), { numRuns: 300 });
});

test('the budgets over a group are judged by the worst that drains can do with them', () => {
  fc.assert(fc.property(
    fc.array(fc.record({
      n: fc.integer({ min: 1, max: 3 }),
      budget: fc.integer({ min: 0, max: 2 }),
      allows: fc.integer({ min: 1, max: 3 }),
    }), { minLength: 1, maxLength: 3 }),
    (parts) => {
      const total = parts.reduce((sum, { n }) => sum + n, 0);
      fc.pre(total > 1);
      const components = parts.map(({ n }, i) => member({ name: `part${i}`, replicas: n }));
      // Parts with the same budget number share one budget.
      const budgets = [...new Set(parts.map(({ budget }) => budget))].map((number) => ({
        components: components.filter((_, i) => parts[i].budget === number).map((c) => c.name),
        maxUnavailable: parts.find(({ budget }) => budget === number)!.allows,
      }));
      const p = plan({ components, groups: [voters(total, { components: components.map((c) => c.name) })], rest: { budgets } });
      const pods = components.flatMap((c) => Array.from({ length: c.replicas }, () => c.name));
      let worst = 0;
      for (let set = 0; set < 2 ** pods.length; set++) {
        const gone = pods.filter((_, i) => Math.floor(set / 2 ** i) % 2 === 1);
        const allowed = budgets.every((b) => gone.filter((name) => b.components.includes(name)).length <= b.maxUnavailable);
        if (allowed) { worst = Math.max(worst, gone.length); }
      }
      expect(broken(p, 'disruption/budget')).toBe(2 * (total - worst) <= total);
    },
  ), { numRuns: 200 });
});
