// Each experiment's figures, said as they come and kept in the run's folder until they become docs/proof.json.
import * as fs from 'fs';

/** What an experiment measured, by name. */
export type Figures = Record<string, number>;

export function secondsSince(began: number): number {
  return (Date.now() - began) / 1000;
}

/** How long it took. */
export async function seconds(run: () => Promise<unknown>): Promise<number> {
  const began = Date.now();
  await run();
  return secondsSince(began);
}

/** `chained`: the experiments are done to the same thing, and none is tried after one that failed. */
export function recorder(suite: string, chained: boolean): (experiment: string, run: () => Promise<object>) => Promise<void> {
  let failed: string | undefined;
  return async (experiment, run) => {
    if (failed && chained) { throw new Error(`not tried: what ${failed} was done to is in an unknown state`); }
    failed = experiment;
    const began = Date.now();
    const figures = Object.fromEntries(Object.entries(await run() as Record<string, number>).map(([k, v]) => [k, Math.round(v * 10) / 10]));
    failed = undefined;
    const took = Math.round(secondsSince(began));
    process.stdout.write(`  ${suite}/${experiment}: ${Object.entries(figures).map(([k, v]) => `${k} ${v}`).join(', ')} (${took} s)\n`);
    const file = process.env.CONFORMANCE_FIGURES;
    if (file) { fs.appendFileSync(file, JSON.stringify({ suite, experiment, figures, seconds: took }) + '\n'); }
  };
}
