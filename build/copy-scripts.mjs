// Copies everything in src/ that is no TypeScript (scripts and their configuration) to lib/: jsii leaves it behind.
import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

for (const file of readdirSync('src', { recursive: true })) {
  if (file.endsWith('.ts') || !statSync(join('src', file)).isFile()) continue;
  const target = join('lib', file);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join('src', file), target);
}
