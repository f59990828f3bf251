import { readFileSync } from 'fs';
import { join } from 'path';
import { FilePlan } from '../../plan';

const cache = new Map<string, FilePlan>();

/** A script of this folder, as it stands in the source tree. */
export function script(name: string): FilePlan {
  let file = cache.get(name);
  if (!file) {
    file = { name, content: readFileSync(join(__dirname, 'scripts', name), 'utf8') };
    cache.set(name, file);
  }
  return file;
}
