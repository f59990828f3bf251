// npm run conformance -- [suite ...] [--kubeconfig file]
// Builds what is missing, starts a cluster in namespaces of its own, runs the suites in it, and leaves nothing behind. The whole
// cluster lives in a process namespace: when this program ends, however it ends, the kernel ends the cluster. With --kubeconfig the
// suites run on that cluster, without what needs power over its nodes. Suites that need no cluster go first, and get none.
import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { cacheFolder } from './artifacts/cache';
import { writeParts } from './cluster/parts';
import { gather, gatherAlone, gatherLast, missing } from './gather';
import { jest } from './jest';
import { newRun, removeLeftovers, removeRun } from './leftovers';
import { writeProofMarkdown } from './proof/markdown';
import { proven, writeProof } from './proof/proof';
import { ALL, suitesOf, UP, usage } from './suites';

/** What a signal does: before there is a cluster, builds end with this program. */
let stop: () => void = () => process.exit(130);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) { process.on(signal, () => stop()); }

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) { console.log(usage()); return 0; }
  const at = args.indexOf('--kubeconfig');
  const kubeconfig = at < 0 ? undefined : args.splice(at, 2)[1];
  if (at >= 0 && !kubeconfig) { throw new Error('--kubeconfig got no file: name the cluster\'s kubeconfig after it'); }
  if (kubeconfig && !fs.existsSync(kubeconfig)) { throw new Error(`--kubeconfig got ${kubeconfig}, which is no file: name the cluster's kubeconfig`); }
  const prove = args.includes('--prove') || args.includes(ALL);
  const words = args.filter((a) => a !== '--prove');
  const suites = suitesOf(words, kubeconfig !== undefined, (suite) => {
    const proof = proven(suite);
    if (proof) { console.log(`${suite}: proven for these manifests and images on ${proof.on} at ${proof.commit}, docs/proof.md`); }
    return proof !== undefined;
  });
  const alone = suites.filter((s) => s.alone), clustered = suites.filter((s) => !s.alone);
  const names = words.includes(UP) ? [UP] : clustered.map((s) => s.name);

  const figures = path.join(cacheFolder(), `figures-${process.pid}`);
  process.on('exit', () => fs.rmSync(figures, { force: true }));
  const done = (code: number, kubernetes: string) => {
    if (prove && code === 0) {
      writeProof(figures, kubernetes);
      writeProofMarkdown();
    }
    return code;
  };
  await gatherAlone(alone);
  const first = await jest(alone, { ...process.env, CONFORMANCE_FIGURES: figures });
  if (first !== 0 || names.length === 0) { return done(first, 'no cluster'); }

  if (kubeconfig) {
    return ended(spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'inside.ts'), ...names], {
      stdio: 'inherit', env: { ...process.env, CONFORMANCE_KUBECONFIG: path.resolve(kubeconfig) },
    }));
  }

  const lacking = missing();
  if (lacking.length > 0) {
    throw new Error(`a cluster of its own lacks something: ${lacking.join('; ')}; or name a cluster: npm run conformance -- --kubeconfig <file>`);
  }
  const cache = cacheFolder();
  for (const run of removeLeftovers(cache)) { console.log(`removed what run ${run} had left`); }
  const parts = await gather(clustered, words.includes(UP));
  const { run, folder } = newRun(cache);
  writeParts({ ...parts, run, folder, apiServers: {}, definitions: [], complete: false });
  // pdeathsig: also if this program is killed, unshare dies, and with it (--kill-child) the process that its namespace hangs on.
  const inner = spawn('setpriv', ['--pdeathsig', 'KILL', '--', 'unshare', '--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child', '--',
    'tini', '--', process.execPath, '--import', 'tsx', path.join(__dirname, 'inside.ts'), ...names],
  { stdio: 'inherit', env: { ...process.env, ...parts.env, CONFORMANCE_RUN: folder, CONFORMANCE_FIGURES: figures } });
  stop = () => inner.kill('SIGKILL'); // the rest of this function cleans up
  const end = ended(inner);
  try {
    const last = gatherLast(clustered).then((more) => writeParts({ ...parts, run, folder, ...more }));
    return done(await Promise.race([end, last.then(() => end)]), parts.version); // a part that can't be had ends the run
  } finally {
    inner.kill('SIGKILL');
    await end;
    keepLogs(folder);
    removeRun(cache, run);
  }
}

/** CONFORMANCE_LOGS names a folder that the cluster's logs are kept in. */
function keepLogs(folder: string): void {
  const to = process.env.CONFORMANCE_LOGS;
  if (to) { fs.cpSync(path.join(folder, 'log'), to, { recursive: true }); }
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ? 130 : code ?? 1));
  });
}

main().then((code) => process.exit(code), (failed) => {
  console.error(failed instanceof Error ? failed.message : failed);
  process.exit(2);
});
