// The cgroups that a run's nodes keep their containers in: the only thing that outlives the run's namespaces.
import * as fs from 'fs';
import * as path from 'path';

const ROOT = '/sys/fs/cgroup';

/** The name of a node's cgroup, as the kubelet is told it. */
export function nodeCgroup(run: string, index: number): string {
  return `cdk8s-data-${run}-node-${index}`;
}

/** Makes a node's cgroup in every hierarchy (version 1) or in the one there is (version 2). */
export function prepareCgroup(name: string): void {
  if (fs.existsSync(path.join(ROOT, 'cgroup.controllers'))) {
    const give = (at: string) => {
      for (const controller of fs.readFileSync(path.join(at, 'cgroup.controllers'), 'utf8').trim().split(' ')) {
        try { fs.writeFileSync(path.join(at, 'cgroup.subtree_control'), `+${controller}`); } catch { /* one that can't be given on */ }
      }
    };
    give(ROOT);
    fs.mkdirSync(path.join(ROOT, name), { recursive: true });
    give(path.join(ROOT, name));
    return;
  }
  for (const hierarchy of hierarchies().filter((h) => path.basename(h) !== 'unified')) {
    fs.mkdirSync(path.join(hierarchy, name), { recursive: true });
    for (const file of ['cpuset.cpus', 'cpuset.mems'].filter((f) => fs.existsSync(path.join(hierarchy, f)))) {
      fs.writeFileSync(path.join(hierarchy, name, file), fs.readFileSync(path.join(hierarchy, file))); // empty ones admit no process
    }
  }
}

/** The processes below a node's cgroup, or below those of its cgroups whose path has `part` in it. */
export function processesIn(name: string, part = ''): number[] {
  const found = new Set<number>();
  for (const folder of cgroupsOf(name).filter((f) => f.includes(part))) {
    for (const line of fs.readFileSync(path.join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean)) { found.add(Number(line)); }
  }
  return [...found];
}

/** Removes what runs named `run` left. Their processes are gone by then. */
export function removeCgroups(run: string): void {
  for (const hierarchy of hierarchies()) {
    for (const top of fs.readdirSync(hierarchy).filter((f) => f.startsWith(`cdk8s-data-${run}-node-`))) {
      for (const folder of walk(path.join(hierarchy, top)).reverse()) {
        for (let tries = 0; ; tries++) {
          try { fs.rmdirSync(folder); break; } catch (failed) {
            if (tries === 50) { throw failed; }
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50); // the kernel lets go of an ended process a little later
          }
        }
      }
    }
  }
}

/** The names of runs that have cgroups. */
export function runsWithCgroups(): string[] {
  return [...new Set(hierarchies().flatMap((h) => fs.readdirSync(h)).map((f) => /^cdk8s-data-(.+)-node-\d+$/.exec(f)?.[1]).filter((r): r is string => !!r))];
}

function cgroupsOf(name: string): string[] {
  return hierarchies().map((h) => path.join(h, name)).filter((f) => fs.existsSync(f)).flatMap(walk);
}

function walk(folder: string): string[] {
  return [folder, ...fs.readdirSync(folder, { withFileTypes: true }).filter((f) => f.isDirectory()).flatMap((f) => walk(path.join(folder, f.name)))];
}

/** Version 1's, and with it the empty one of version 2 that systemd and runc write to as well. */
function hierarchies(): string[] {
  if (fs.existsSync(path.join(ROOT, 'cgroup.controllers'))) { return [ROOT]; }
  return fs.readdirSync(ROOT, { withFileTypes: true }).filter((f) => f.isDirectory()).map((f) => path.join(ROOT, f.name));
}
