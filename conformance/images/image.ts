// Writes container images as archives that `ctr images import` reads (docker-archive), from root folders, without a builder.
import { createHash } from 'crypto';
import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { arch } from 'os';
import { join, resolve } from 'path';
import { pipeline } from 'stream/promises';
import { command } from '../artifacts/command';

export interface Image {
  /** With its tag, as manifests name it: `docker.io/apache/kafka:4.3.1`. */
  readonly name: string;
  /** Bottom first: root folders, or tars of them (see `packed`), which several images may share. */
  readonly layers: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly volumes?: readonly string[];
  /** As `9092/tcp`. */
  readonly ports?: readonly string[];
}

/** Every file's date, in seconds since 1970. Not 0: some programs take that for "no date". */
export const DATE = 315532800;
const SECONDS = 600;

/** Writes the image to `file`. The same folders make the same bytes. */
export async function writeImage(image: Image, file: string): Promise<void> {
  const parts = mkdtempSync(`${resolve(file)}-parts-`);
  try {
    const digests: string[] = [];
    for (const [i, layer] of image.layers.entries()) {
      const own = join(parts, `${i}.tar`);
      const isFolder = statSync(layer).isDirectory();
      if (isFolder) await packed(layer, own);
      const packedLayer = isFolder ? own : resolve(layer);
      const digest = await sha256(packedLayer);
      digests.push(digest);
      mkdirSync(join(parts, 'image', digest), { recursive: true });
      symlinkSync(packedLayer, join(parts, 'image', digest, 'layer.tar'));
    }
    const config = JSON.stringify(configOf(image, digests));
    const configFile = `${createHash('sha256').update(config).digest('hex')}.json`;
    writeFileSync(join(parts, 'image', configFile), config);
    const manifest = [{ Config: configFile, RepoTags: [image.name], Layers: digests.map((digest) => `${digest}/layer.tar`) }];
    writeFileSync(join(parts, 'image', 'manifest.json'), JSON.stringify(manifest));
    await tar(join(parts, 'image'), file, ['--dereference']);
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

/** Packs a root folder as a layer: owners by number, names sorted, one date. */
export function packed(root: string, file: string): Promise<void> {
  return tar(root, file, []);
}

/** Gives all that is in a folder the date that it will have in the layer: Java compares the dates of its jars with those it has archived. */
export async function dated(root: string): Promise<void> {
  await command('find', [root, '-exec', 'touch', '--no-dereference', `--date=@${DATE}`, '{}', '+'], { seconds: SECONDS });
}

async function tar(folder: string, file: string, options: readonly string[]): Promise<void> {
  const same = ['--format=gnu', '--sort=name', `--mtime=@${DATE}`, '--numeric-owner'];
  await command('tar', ['--create', `--file=${file}`, `--directory=${folder}`, ...same, ...options, '.'], { seconds: SECONDS });
}

function configOf(image: Image, digests: readonly string[]) {
  const created = new Date(DATE * 1000).toISOString();
  const set = (names: readonly string[] = []) => Object.fromEntries(names.map((name) => [name, {}]));
  return {
    architecture: arch() === 'x64' ? 'amd64' : arch(),
    os: 'linux',
    created,
    config: {
      User: image.user ?? '',
      Env: Object.entries(image.env ?? {}).map(([name, value]) => `${name}=${value}`),
      Entrypoint: image.entrypoint ?? [],
      Cmd: image.cmd ?? [],
      Volumes: set(image.volumes),
      ExposedPorts: set(image.ports),
      WorkingDir: '/',
    },
    rootfs: { type: 'layers', diff_ids: digests.map((digest) => `sha256:${digest}`) },
    history: digests.map(() => ({ created })),
  };
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
