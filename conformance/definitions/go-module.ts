// Definitions that a Go module carries.
import { copyFileSync } from 'fs';
import { basename, join } from 'path';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';

const SECONDS = 600;

export interface ModuleDefinitions {
  /** Of the artifact. */
  readonly name: string;
  readonly title: string;
  readonly module: string;
  readonly version: string;
  /** Paths in the module. */
  readonly files: readonly string[];
}

/** The folder of their files. */
export function moduleDefinitions({ name, title, module, version, files }: ModuleDefinitions): Promise<string> {
  return artifact({
    name,
    title: `${title} ${version}`,
    inputs: [module, version, ...files],
    make: async (folder) => {
      const { Dir } = JSON.parse(await command('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: folder, env: { GOFLAGS: '-mod=mod', GOWORK: 'off' }, seconds: SECONDS }));
      for (const file of files) { copyFileSync(join(Dir, file), join(folder, basename(file))); }
    },
  });
}
