// Holds a live object against the one that was applied: what we wrote must be there as we wrote it, and what we did not write must be a
// known default of the server's.

/** A field that the server adds. */
export interface Default {
  /** The kinds that have it; every kind where there is none. */
  readonly kinds?: readonly string[];
  /** The path: steps with slashes between them, `*` for any one step, a backslash for a slash in a name. */
  readonly path: string;
  /** What it is; or whose it is, where its value can't be known. */
  readonly value: unknown;
  /** Whether `value` is a word on whose it is. */
  readonly own?: boolean;
  /** Whether it is the other way round: we (or cdk8s-plus) wrote `value`, and the server leaves it out, for it says nothing. */
  readonly dropped?: boolean;
}

export interface Difference { readonly path: string; readonly got: unknown; readonly expected: unknown }

/** All differences; which defaults were met is added to `met`. */
export function differences(ours: unknown, live: unknown, kind: string, defaults: readonly Default[], met: Set<Default>): Difference[] {
  const found: Difference[] = [];
  const of = (path: string) => defaults.filter((d) => (!d.kinds || d.kinds.includes(kind)) && matches(d.path, path));
  const walk = (own: unknown, its: unknown, path: string): void => {
    if (own === undefined) {
      const known = of(path).find((d) => !d.dropped && (d.own || same(d.value, its)));
      if (known) { met.add(known); return; }
      if (isMap(its) && !defaults.some((d) => matches(d.path, path))) { // a map of defaults
        if (Object.keys(its).length === 0) { found.push({ path, got: its, expected: 'nothing' }); }
        for (const [key, value] of Object.entries(its)) { walk(undefined, value, join(path, key)); }
        return;
      }
      found.push({ path, got: its, expected: 'nothing, or a known default' });
      return;
    }
    if (isMap(own) && isMap(its)) {
      for (const key of new Set([...Object.keys(own), ...Object.keys(its)])) {
        const step = join(path, key);
        const left = key in its ? undefined : of(step).find((d) => d.dropped && same(d.value, own[key]));
        if (left) { met.add(left); } else if (key in its) { walk(own[key], its[key], step); } else { found.push({ path: step, got: 'nothing', expected: own[key] }); }
      }
    } else if (Array.isArray(own) && Array.isArray(its)) {
      if (own.length !== its.length) { found.push({ path, got: `${its.length} items`, expected: `${own.length} items` }); return; }
      own.forEach((item, i) => walk(item, its[i], join(path, String(i))));
    } else if (!same(own, its) && !(/(^|\/)resources\//.test(path) && quantity(own) !== undefined && quantity(own) === quantity(its))) {
      found.push({ path, got: its, expected: own });
    }
  };
  walk(ours, live, '');
  return found;
}

function join(path: string, key: string): string {
  const step = key.replace(/\//g, '\\'); // a label's name may have a slash
  return path ? `${path}/${step}` : step;
}

function matches(pattern: string, path: string): boolean {
  const steps = pattern.split('/'), there = path.split('/');
  return steps.length === there.length && steps.every((s, i) => s === '*' || s === there[i]);
}

const UNITS: Record<string, number> = { m: 0.001, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/** An amount of processor time or memory: the server writes `2048Mi` as `2Gi`. */
function quantity(value: unknown): number | undefined {
  const read = /^(\d+)(m|Ki|Mi|Gi)?$/.exec(String(value));
  return read ? Number(read[1]) * (read[2] ? UNITS[read[2]] : 1) : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
