// Each experiment's figures, said as they come and kept in the run's folder until they become docs/proof.json.
import * as fs from 'fs';

/** `chained`: the experiments are done to the same thing, and none is tried after one that failed. */
export function recorder(suite: string, chained: boolean): (experiment: string, run: () => Promise<object>) => Promise<void> {
  let failed: string | undefined;
  return async (experiment, run) => {
    if (failed && chained) { throw new Error(`not tried: what ${failed} was done to is in an unknown state`); }
    failed = experiment;
    const began = Date.now();
    const figures = Object.fromEntries(Object.entries(await run() as Record<string, number>).map(([k, v]) => [k, Math.round(v * 10) / 10]));
    failed = undefined;
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stdout.write(`  ${suite}/${experiment}: ${Object.entries(figures).map(([k, v]) => `${k} ${v}`).join(', ')} (${seconds} s)\n`);
    const file = process.env.CONFORMANCE_FIGURES;
    if (file) { fs.appendFileSync(file, JSON.stringify({ suite, experiment, figures, seconds }) + '\n'); }
  };
}
