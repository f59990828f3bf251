// Images are unpacked once, by a containerd of its own, into the cache; each node starts from hard links to that.
// Unpacking takes seconds an image and node, links take milliseconds.
import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { Parts } from './parts';
import { Processes } from './processes';

const KEPT_DAYS = 3;

/** Containerd's folder with every image of `parts` in it. */
export async function imageStore(parts: Parts, processes: Processes): Promise<string> {
  const key = createHash('sha256').update(parts.images.join('\n')).digest('hex').slice(0, 16); // an artifact's folder carries its own hash
  const store = path.join(parts.cache, `image-store-${key}`);
  if (fs.existsSync(store)) {
    const now = new Date();
    fs.utimesSync(store, now, now); // the date of its last use
    return store;
  }
  // Another run may be about to link from one of other images: only what nobody has used for long goes.
  for (const name of fs.readdirSync(parts.cache).filter((f) => f.startsWith('image-store-') && !f.endsWith('.part'))) {
    const old = path.join(parts.cache, name);
    if (Date.now() - fs.statSync(old).mtimeMs > KEPT_DAYS * 24 * 3600 * 1000) { fs.rmSync(old, { recursive: true, force: true }); }
  }
  const part = `${store}-${parts.run}.part`, state = path.join(parts.folder, 'import');
  fs.mkdirSync(state, { recursive: true });
  fs.writeFileSync(path.join(state, 'config.toml'), `version = 2
root = "${part}"
state = "${state}/state"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "${state}/sock"
`);
  processes.start('import', ['containerd', '--config', path.join(state, 'config.toml')]);
  await socket(path.join(state, 'sock'));
  for (const image of parts.images) {
    execFileSync('ctr', ['-a', path.join(state, 'sock'), '-n', 'k8s.io', 'images', 'import', image], { env: { ...process.env, ...parts.env }, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  await processes.stop('import');
  fs.renameSync(part, store);
  return store;
}

/** Gives a node its own containerd folder: links to the images' files, copies of the databases. */
export function linkStore(store: string, folder: string): void {
  execFileSync('cp', ['-al', store, folder]);
  for (const file of execFileSync('find', [folder, '-name', '*.db'], { encoding: 'utf8' }).split('\n').filter(Boolean)) {
    fs.copyFileSync(file, `${file}.own`);
    fs.renameSync(`${file}.own`, file);
  }
}

/** Waits until a server listens on a Unix socket. */
export async function socket(file: string): Promise<void> {
  for (const end = Date.now() + 30_000; !fs.existsSync(file);) {
    if (Date.now() > end) { throw new Error(`nothing listens on ${file} after 30 s`); }
    await new Promise((go) => setTimeout(go, 20));
  }
}
