// The Prometheus operator's definitions, out of its Go module.
import { copyFileSync } from 'fs';
import { join } from 'path';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';

const MODULE = 'github.com/prometheus-operator/prometheus-operator', VERSION = 'v0.85.0';
/** The kinds that this library writes. */
const PLURALS = ['podmonitors', 'prometheusrules'];
const SECONDS = 600;

/** The folder of their files. */
export function prometheusDefinitions(): Promise<string> {
  return artifact({
    name: 'prometheus-definitions',
    title: `the Prometheus operator's definitions ${VERSION}`,
    inputs: [MODULE, VERSION, ...PLURALS],
    make: async (folder) => {
      const { Dir } = JSON.parse(await command('go', ['mod', 'download', '-json', `${MODULE}@${VERSION}`], { cwd: folder, env: { GOFLAGS: '-mod=mod', GOWORK: 'off' }, seconds: SECONDS }));
      for (const plural of PLURALS) {
        const file = `monitoring.coreos.com_${plural}.yaml`;
        copyFileSync(join(Dir, 'example/prometheus-operator-crd', file), join(folder, file));
      }
    },
  });
}
