// Builds what a cluster is made of, all of it or what is named: `npx tsx conformance/artifacts/build.ts [name ...]`.
// Prints for each the seconds that it took now, its size and its folder.
import { lstatSync, readdirSync } from 'fs';
import { join } from 'path';
import { ARTIFACTS, missing } from './index';

async function main(): Promise<void> {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(ARTIFACTS);
  const unknown = names.find((name) => !(name in ARTIFACTS));
  if (unknown) throw new Error(`got '${unknown}', expected ${Object.keys(ARTIFACTS).join(', ')}; name one of these, or none for all`);
  const lacks = missing();
  if (lacks.length) throw new Error(`this machine: ${lacks.join('; ')}`);
  for (const name of names) {
    const began = Date.now();
    const folder = await ARTIFACTS[name]();
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`${name.padEnd(16)} ${seconds.padStart(7)} s ${(size(folder) / 1e6).toFixed(1).padStart(7)} MB  ${folder}`);
  }
}

function size(path: string): number {
  const stat = lstatSync(path);
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0) : stat.size;
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
