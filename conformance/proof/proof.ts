// docs/proof.json: what was measured, on what, and of which manifests. A suite's proof is today's as long as its key is.
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { example, EXAMPLES } from '../api/examples';
import { API_SERVER_VERSIONS, ARGO_CD_VERSION, JOBSET_VERSION, KUSTOMIZE_CONTROLLER_VERSION, PROMTOOL_VERSION, TRAINING_OPERATOR_VERSION } from '../artifacts';
import { Input, keyOf } from '../artifacts/cache';
import { VERSION as FLINK } from '../flink/declaration';
import { PYTORCH_IMAGE } from '../images/pytorch/recipe';
import { TENSORFLOW_IMAGE } from '../images/tensorflow/recipe';
import { declare, VERSION } from '../kafka/declaration';
import { CONTROLLER_RUNTIME_VERSION } from '../own-operator/image';
import { SUITES, TrainingPart } from '../suites';
import { EXPORTER_VERSION } from '../watching/exporter';

export interface Experiment { readonly figures: Record<string, number>; readonly seconds: number }

export interface SuiteProof {
  /** Of the manifests' bytes (scripts are in them) and the image's recipe. */
  readonly key: string;
  /** The commit that it was measured at. */
  readonly commit: string;
  readonly on: string;
  /** What the cluster was, or what was used instead. */
  readonly cluster: string;
  readonly experiments: Record<string, Experiment>;
}

export type Proof = Record<string, SuiteProof>;

const FILE = path.join(__dirname, '../../docs/proof.json');

export function readProof(): Proof {
  return fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : {};
}

/** What a suite's figures hold for. */
export function suiteKey(suite: string): string {
  const { worlds, example: name, declared, flux, argoCd, training = [] } = SUITES.find((s) => s.name === suite)!;
  return keyOf([
    suite, ...worlds.map((world) => JSON.stringify(declare(world))),
    ...imageInputs(suite), ...name ? exampleInputs(name) : [],
    ...declared ? [JSON.stringify(declared())] : [], ...flux ? [KUSTOMIZE_CONTROLLER_VERSION] : [], ...argoCd ? [ARGO_CD_VERSION] : [],
    ...training.flatMap((part) => TRAINING[part].inputs),
  ]);
}

const below = (name: string): Input => ({ path: path.join(__dirname, '..', name) });
const trained = (framework: TrainingPart): Input[] => [`images/${framework}`, 'images/python', 'images/trainers.ts', 'training/trainers'].map(below);
const controlled = (version: string): Input[] => [version, below('training/operators.ts')];

/** What is trained with, and who runs training jobs: what a proof with it hangs on, and what it is called. */
const TRAINING: Readonly<Record<TrainingPart, { readonly inputs: readonly Input[]; readonly said: string }>> = {
  'pytorch': { inputs: trained('pytorch'), said: `PyTorch ${PYTORCH_IMAGE.split(':')[1]}` },
  'tensorflow': { inputs: trained('tensorflow'), said: `TensorFlow ${TENSORFLOW_IMAGE.split(':')[1]}` },
  'training-operator': {
    inputs: controlled(TRAINING_OPERATOR_VERSION), said: `training-operator ${TRAINING_OPERATOR_VERSION}, and manifests made for ${TRAINING_OPERATOR_VERSION}`,
  },
  'jobset': { inputs: controlled(JOBSET_VERSION), said: `JobSet ${JOBSET_VERSION}, and manifests made for ${JOBSET_VERSION}` },
};

/** The recipes of the images that its pods run; another system's are none of its business. */
function imageInputs(name: string): Input[] {
  const suite = SUITES.find((s) => s.name === name)!;
  const recipes = [
    ...suite.nodes ? ['base', 'image.ts', 'pause.ts'] : [],
    ...suite.nodes && suite.worlds.length > 0 || suite.kafka ? ['kafka'] : [],
    ...suite.jobs ? ['flink'] : [],
  ].map((recipe) => path.join('images', recipe));
  const sources = new Set((suite.jobs ?? []).map((job) => job.startsWith('totals') ? 'pipeline/job' : 'flink/job'));
  return [...recipes, ...sources].map((file) => ({ path: path.join(__dirname, '..', file) }));
}

/** The manifests, and the sources beside the program that they are made by. */
function exampleInputs(name: string): Input[] {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-proof-'));
  try {
    return [JSON.stringify(example(name, scratch)), { path: path.join(EXAMPLES, name, 'controller') }];
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

/** Whether the committed proof of a suite is one of today's manifests and images. */
export function proven(suite: string): SuiteProof | undefined {
  const proof = readProof()[suite];
  return proof?.key === suiteKey(suite) ? proof : undefined;
}

function versions(name: string, kubernetes: string): string {
  const suite = SUITES.find((s) => s.name === name)!;
  if (suite.alone) { return `promtool ${PROMTOOL_VERSION}, JMX exporter ${EXPORTER_VERSION}`; }
  return [
    `Kubernetes ${suite.everyVersion ? [kubernetes, ...API_SERVER_VERSIONS].sort().join(', ') : kubernetes}`,
    ...suite.nodes && suite.worlds.length > 0 || suite.kafka ? [`Kafka ${VERSION.version}`] : [],
    ...suite.jobs ? [`Flink ${FLINK.version}`] : [],
    ...suite.example ? [`controller-runtime ${CONTROLLER_RUNTIME_VERSION}`] : [],
    ...suite.argoCd ? [`Argo CD ${ARGO_CD_VERSION}`] : [],
    ...suite.flux ? [`kustomize-controller ${KUSTOMIZE_CONTROLLER_VERSION}`] : [],
    ...(suite.training ?? []).map((part) => TRAINING[part].said),
  ].join(', ');
}

/** Takes the figures of a run in. Suites that were not run keep what they had. */
export function writeProof(figures: string, kubernetes: string): void {
  const proof: Record<string, SuiteProof> = { ...readProof() };
  const runs = fs.readFileSync(figures, 'utf8').split('\n').filter(Boolean).map((l) => JSON.parse(l) as Experiment & { suite: string; experiment: string });
  for (const suite of new Set(runs.map((r) => r.suite))) {
    proof[suite] = {
      key: suiteKey(suite),
      commit: execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'], { cwd: __dirname, encoding: 'utf8' }).trim(),
      on: new Date().toISOString().slice(0, 10),
      cluster: `${versions(suite, kubernetes)}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Linux ${os.release().replace(/-.*/, '')}`,
      experiments: Object.fromEntries(runs.filter((r) => r.suite === suite).map((r) => [r.experiment, { figures: r.figures, seconds: r.seconds }])),
    };
  }
  fs.mkdirSync(path.dirname(FILE), { recursive: true });
  fs.writeFileSync(FILE, JSON.stringify(Object.fromEntries(Object.entries(proof).sort()), undefined, 1) + '\n');
}
