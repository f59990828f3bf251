import { readdirSync, readFileSync, realpathSync, statSync } from 'fs';
import { join } from 'path';
import { ManifestFile } from './manifests';
import { wrong } from './usage-error';

const MANIFEST = /\.(ya?ml|json)$/i;

/** The manifests in a folder and below it, in the order of their names; or the one file. */
export function readFolder(folder: string, use: string): ManifestFile[] {
  return paths(folder, use, new Set()).map((name) => {
    try {
      return { name, text: readFileSync(name, 'utf8') };
    } catch (error) {
      return wrong(name, 'manifest', (error as Error).message, 'a file that can be read', 'mend its permissions, or keep it out of this folder');
    }
  });
}

function paths(path: string, use: string, seen: Set<string>): string[] {
  let directory: boolean;
  try {
    directory = statSync(path).isDirectory();
    if (directory && seen.has(realpathSync(path))) return [];
    if (directory) seen.add(realpathSync(path));
  } catch (error) {
    const absent = (error as { code?: string }).code === 'ENOENT';
    return wrong(path, use, absent ? 'nothing of that name' : (error as Error).message, 'a folder with manifests', 'name one that is there');
  }
  if (!directory) return [path];
  const names = readdirSync(path).filter((name) => !name.startsWith('.') && name !== 'node_modules').sort();
  return names.map((name) => join(path, name)).flatMap((inside) => MANIFEST.test(inside) || isDirectory(inside) ? paths(inside, use, seen) : []);
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
