import { readFileSync } from 'fs';
import * as path from 'path';

const texts = new Map<string, string>();

/** The text of a script of the folder `scripts`, which the build copies next to the compiled code. */
export function scriptText(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(path.join(__dirname, 'scripts', name), 'utf8');
    texts.set(name, text);
  }
  return text;
}
