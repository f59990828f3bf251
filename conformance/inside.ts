// Runs inside the namespaces of a run: starts the cluster, then the suites.
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import { LocalCluster } from './cluster/cluster';
import { GATES } from './cluster/control-plane';
import { completeParts, readParts } from './cluster/parts';
import { provisionVolumes } from './cluster/volumes';
import { jest } from './jest';
import { comesLast, SUITES, UP } from './suites';

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const suites = SUITES.filter((s) => words.includes(s.name));
  const folder = process.env.CONFORMANCE_RUN;
  if (folder) {
    execFileSync('mount', ['--make-rshared', '/']); // kubelet and runc expect it; this namespace has its mounts to itself
    for (const shared of ['/run', '/var/log/containers']) { // what other clusters on this machine keep here is none of this one's business
      fs.mkdirSync(shared, { recursive: true });
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'conformance', shared]);
    }
    const began = Date.now();
    const cluster = new LocalCluster(readParts(folder));
    await cluster.up(words.includes(UP) || suites.some((s) => s.nodes) ? 3 : 0, GATES, (what) => console.log(`${((Date.now() - began) / 1000).toFixed(1)} s  ${what}`));
    provisionVolumes(cluster.api, folder);
    await cluster.startCertManager();
    console.log(`${((Date.now() - began) / 1000).toFixed(1)} s  cert-manager started`);
    if (words.includes(UP)) {
      const host = execFileSync('readlink', ['/proc/self/ns/net'], { encoding: 'utf8' }).trim();
      console.log(`enter it from another shell, as root: nsenter --all --target "$(lsns -t net -n -o PID,NS | awk '$2 == ${host.replace(/\D/g, '')} { print $1 }')" -- bash
then: alias kubectl='${cluster.kubectl} --kubeconfig=${cluster.admin}'
Ctrl-C ends it.`);
      await new Promise(() => {});
    }
  }
  const first = await jest(suites.filter((s) => !comesLast(s)));
  const last = suites.filter(comesLast);
  if (first !== 0 || last.length === 0) { return first; }
  await completeParts(folder!);
  return jest(last);
}

main().then((code) => process.exit(code), (failed) => {
  console.error(failed);
  process.exit(1);
});
