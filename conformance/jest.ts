// Runs suites, one after the other.
import { spawn } from 'child_process';
import * as path from 'path';
import { Suite } from './suites';

/** The exit code. */
export function jest(suites: readonly Suite[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  if (suites.length === 0) { return Promise.resolve(0); }
  return new Promise((resolve) => {
    const root = path.join(__dirname, '..');
    spawn(process.execPath, [path.join(root, 'node_modules/jest/bin/jest.js'), '--config', path.join(__dirname, 'jest.config.json'), '--runInBand', '--verbose',
      ...suites.map((s) => path.join('conformance', 'tests', s.file))], { stdio: 'inherit', cwd: root, env }).on('close', (code) => resolve(code ?? 1));
  });
}
