// The programs of conformance/training/trainers, as the topmost layer of an image.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'fs';
import { basename, dirname, join } from 'path';
import { dated, packed } from './image';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';

const TRAINERS = join(__dirname, '..', 'training', 'trainers');
/** Where they are in an image. */
export const AT = '/opt/trainers';

/** What tells a layer from another, wherever the cache is. */
export function keyOf(layer: string): string { return basename(dirname(layer)); }

/** The layer, as a tar: what all share, and those of a framework. */
export async function trainersLayer(framework: string): Promise<string> {
  const names = readdirSync(TRAINERS).filter((name) => name.endsWith('.py') && (name.startsWith(`${framework}_`) || !name.includes('_')));
  return join(await artifact({
    name: `image-trainers-${framework}`,
    inputs: [{ path: __filename }, ...names.map((name) => ({ path: join(TRAINERS, name) }))],
    make: async (folder) => {
      const work = mkdtempSync(join(folder, 'work-'));
      mkdirSync(join(work, AT), { recursive: true });
      for (const name of names) { cpSync(join(TRAINERS, name), join(work, AT, name)); }
      await command('chmod', ['-R', 'u=rwX,go=rX', work], { seconds: 60 });
      await command('chown', ['-R', '0:0', work], { seconds: 60 });
      await dated(work);
      await packed(work, join(folder, 'layer.tar'));
      rmSync(work, { recursive: true });
    },
  }), 'layer.tar');
}
