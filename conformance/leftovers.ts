// What a run leaves that no kernel takes away: its folder and its cgroups. Removed at the end of a run; of a run that was killed, by the next.
import * as fs from 'fs';
import * as path from 'path';
import { removeCgroups, runsWithCgroups } from './cluster/cgroups';

/** The folder that runs have theirs in. */
export function runsFolder(cache: string): string {
  return path.join(cache, 'runs');
}

/** Makes the folder of a run that this process owns, and gives its name. */
export function newRun(cache: string): { readonly run: string; readonly folder: string } {
  const run = `${process.pid}-${Date.now().toString(36)}`;
  const folder = path.join(runsFolder(cache), run);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'owner'), owner(process.pid)!);
  return { run, folder };
}

export function removeRun(cache: string, run: string): void {
  removeCgroups(run);
  fs.rmSync(path.join(runsFolder(cache), run), { recursive: true, force: true });
}

/** Removes what runs left whose owner is gone; gives their names. */
export function removeLeftovers(cache: string): string[] {
  const folders = fs.existsSync(runsFolder(cache)) ? fs.readdirSync(runsFolder(cache)) : [];
  const dead = [...new Set([...folders, ...runsWithCgroups()])].filter((run) => {
    const file = path.join(runsFolder(cache), run, 'owner');
    const words = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    return words === '' ? owner(Number(run.split('-')[0])) === undefined : owner(Number(words.split(' ')[0])) !== words;
  });
  for (const run of dead) { removeRun(cache, run); }
  for (const part of fs.existsSync(cache) ? fs.readdirSync(cache) : []) {
    const made = /^image-store-.*-(\d+-[a-z0-9]+)\.part$/.exec(part);
    if (made && dead.includes(made[1])) { fs.rmSync(path.join(cache, part), { recursive: true, force: true }); }
  }
  return dead;
}

/** Process id and start time: a process id alone is given again. */
function owner(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return undefined;
  }
}
