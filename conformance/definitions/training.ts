// The definitions of what training jobs may be written as besides Jobs, out of the Go modules of their operators. Volcano's is in none.
import { copyFileSync } from 'fs';
import { join } from 'path';
import { TRAINING_OPERATOR_VERSION } from '../artifacts';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';

const SECONDS = 600;
/** Like the trainer's an older one than manifests are made for: rules of newer definitions are none that the oldest API server understands. */
const JOBSET_DEFINITION = '0.8.0';

interface Source { readonly module: string; readonly version: string; readonly files: readonly string[] }

const SOURCES: readonly Source[] = [
  {
    module: 'github.com/kubeflow/training-operator',
    version: TRAINING_OPERATOR_VERSION,
    files: ['tfjobs', 'pytorchjobs'].map((plural) => `manifests/base/crds/kubeflow.org_${plural}.yaml`),
  },
  {
    module: 'github.com/kubeflow/trainer/v2',
    version: '2.0.0',
    files: ['clustertrainingruntimes', 'trainingruntimes', 'trainjobs'].map((plural) => `manifests/base/crds/trainer.kubeflow.org_${plural}.yaml`),
  },
  { module: 'sigs.k8s.io/jobset', version: JOBSET_DEFINITION, files: ['config/components/crd/bases/jobset.x-k8s.io_jobsets.yaml'] },
];

/** The folder of their files. */
export function trainingDefinitions(): Promise<string> {
  return artifact({
    name: 'training-definitions',
    title: `the definitions of ${SOURCES.map(({ module, version }) => `${module} ${version}`).join(', ')}`,
    inputs: [JSON.stringify(SOURCES)],
    make: async (folder) => {
      for (const { module, version, files } of SOURCES) {
        const { Dir } = JSON.parse(await command('go', ['mod', 'download', '-json', `${module}@v${version}`],
          { cwd: folder, env: { GOFLAGS: '-mod=mod', GOWORK: 'off' }, seconds: SECONDS }));
        for (const file of files) { copyFileSync(join(Dir, file), join(folder, file.split('/').at(-1)!)); }
      }
    },
  });
}
