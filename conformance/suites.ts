// The suites by name, and what each needs.
import { declare as declareStream } from './flink/declaration';
import { CHANGED as CHANGED_PAIR, OVERWRITTEN, PAIR, SINGLE as SINGLE_LEADER, STATELESS, STOPPED } from './flink/worlds';
import { declared } from './gitops/app';
import { KafkaDeclaration } from './kafka/declaration';
import { AGED, GROWING, RENEWED, SINGLE, SIX, THIRTY, THREE, UNCLEAN, WATCHED } from './kafka/worlds';
import { KubeObject } from './kubernetes/api';
import { OWN_OPERATOR } from './own-operator/example';
import { AT_LEAST_ONCE, declare as declarePipeline, EXACTLY_ONCE } from './pipeline/declaration';
import { BUILT_IN, BY_OPERATORS, declare as declareTraining } from './training/declared';

/** A program on Flink, which is in an image. */
export type FlinkJob = 'counting:1' | 'counting:2' | 'totals:1';

/** What trains, and who runs training jobs. */
export type TrainingPart = 'pytorch' | 'tensorflow' | 'training-operator' | 'jobset';

export interface Suite {
  readonly name: string;
  readonly file: string;
  readonly about: string;
  /** The Kafka clusters that it is done to: its proof is one of these manifests. */
  readonly worlds: readonly KafkaDeclaration[];
  /** The example that it is done to, where that has a program of its own: its proof is one of both. */
  readonly example?: string;
  /** What it applies, where that is neither. */
  readonly declared?: () => readonly KubeObject[];
  /** The programs on Flink that its pods run. */
  readonly jobs?: readonly FlinkJob[];
  /** Whether its pods run Kafka, where it has no worlds. */
  readonly kafka?: boolean;
  /** Whether it kills processes, loses nodes or empties disks: only on a cluster of its own. */
  readonly powerOverNodes?: boolean;
  /** Whether it needs real nodes and images. */
  readonly nodes?: boolean;
  /** Whether it needs fake nodes. */
  readonly fakeNodes?: boolean;
  /** Whether it needs the exporter's image, and what tries alerts. */
  readonly metrics?: boolean;
  /** Whether it needs Argo CD. */
  readonly argoCd?: boolean;
  /** Whether it needs Flux. */
  readonly flux?: boolean;
  /** The images of trainers that it needs, and the operators of training jobs. */
  readonly training?: readonly TrainingPart[];
  /** Whether it needs no cluster at all. */
  readonly alone?: boolean;
  /** Whether it needs the API servers of every version. */
  readonly everyVersion?: boolean;
  /** The suite that does the same and more. */
  readonly coveredBy?: string;
  /** Whether it is so long that it is left out where neither manifests nor images changed since it was proven. */
  readonly long?: boolean;
}

export const SUITES: readonly Suite[] = [
  {
    name: 'rules',
    file: 'rules.test.ts',
    about: 'the exporter yields what the alerts ask for, and each of them fires when it should, and only then',
    worlds: [WATCHED],
    alone: true,
  },
  {
    name: 'api',
    file: 'api.test.ts',
    about: 'every object of every example is accepted by the oldest, the usual and the newest API server, and kept as it was written',
    worlds: [THREE],
    powerOverNodes: true,
    everyVersion: true,
  },
  {
    name: 'placement',
    file: 'placement.test.ts',
    about: 'dozens of brokers find their places on dozens of fake nodes, and keep to them',
    worlds: [THIRTY],
    powerOverNodes: true,
    fakeNodes: true,
  },
  {
    name: 'own-operator',
    file: 'own-operator.test.ts',
    about: 'an operator of one\'s own makes what its custom resources say true, whatever is done to it',
    worlds: [],
    example: OWN_OPERATOR,
    powerOverNodes: true, // no registry has the controller's image
    nodes: true,
  },
  {
    name: 'gitops',
    file: 'gitops.test.ts',
    about: 'the layout for Argo CD or Flux works in its order, converges all at once, and what is kept stays; who applies is played',
    worlds: [],
    example: OWN_OPERATOR, // its operator
    declared,
    powerOverNodes: true, // no registry has the controller's image
    nodes: true,
  },
  {
    name: 'flux',
    file: 'flux.test.ts',
    about: 'Flux itself applies the layout in its order, prunes, keeps and substitutes as it is told',
    worlds: [],
    example: OWN_OPERATOR,
    declared,
    powerOverNodes: true,
    nodes: true,
    flux: true,
    long: true, // to build
  },
  {
    name: 'argo-cd',
    file: 'argo-cd.test.ts',
    about: 'Argo CD itself applies the layout all at once and in waves, prunes and keeps as it is told',
    worlds: [],
    example: OWN_OPERATOR,
    declared,
    powerOverNodes: true,
    nodes: true,
    argoCd: true,
    long: true, // to build
  },
  {
    name: 'operators',
    file: 'operators.test.ts',
    about: 'a vendored release of an operator is installed, changed and taken away, and its definitions stay',
    worlds: [],
    powerOverNodes: true, // its definitions are in no namespace
  },
  {
    name: 'kafka-smoke',
    file: 'kafka-smoke.test.ts',
    about: 'Kafka is installed, rolled, and a broker is killed',
    worlds: [THREE],
    nodes: true,
    coveredBy: 'kafka',
  },
  {
    name: 'kafka',
    file: 'kafka.test.ts',
    about: 'Kafka keeps its promises, whatever is done to it',
    worlds: [THREE, SIX],
    powerOverNodes: true,
    nodes: true,
    long: true,
  },
  {
    name: 'kafka-controls',
    file: 'kafka-controls.test.ts',
    about: 'manifests that are broken on purpose fail the same experiments, each for its own reason',
    worlds: [THREE, SINGLE, UNCLEAN],
    powerOverNodes: true,
    nodes: true,
    long: true,
  },
  {
    name: 'kafka-day-two',
    file: 'kafka-day-two.test.ts',
    about: 'Kafka grows and shrinks, and loses nothing on the way',
    worlds: [GROWING],
    powerOverNodes: true,
    nodes: true,
    long: true,
  },
  {
    name: 'kafka-upkeep',
    file: 'kafka-upkeep.test.ts',
    about: 'Kafka gets other versions, settings, certificates and disks, and goes on',
    worlds: [AGED, RENEWED],
    powerOverNodes: true,
    nodes: true,
    long: true,
  },
  {
    name: 'kafka-watched',
    file: 'kafka-watched.test.ts',
    about: 'the alerts are silent on the metrics of a Kafka that is well, and tell when brokers are gone',
    worlds: [WATCHED],
    powerOverNodes: true, // no registry has the exporter's image
    nodes: true,
    metrics: true,
    long: true,
  },
  {
    name: 'flink',
    file: 'flink.test.ts',
    about: 'Flink counts each record exactly once, whatever is done to it, and is changed by two commits',
    worlds: [],
    declared: () => [PAIR, STOPPED, CHANGED_PAIR, SINGLE_LEADER].flatMap(declareStream),
    jobs: ['counting:1', 'counting:2'],
    powerOverNodes: true,
    nodes: true,
    long: true,
  },
  {
    name: 'flink-controls',
    file: 'flink-controls.test.ts',
    about: 'Flink on manifests that are broken on purpose fails the same experiments, each for its own reason',
    worlds: [],
    declared: () => [PAIR, OVERWRITTEN, STATELESS].flatMap(declareStream),
    jobs: ['counting:1', 'counting:2'],
    powerOverNodes: true,
    nodes: true,
    long: true,
  },
  {
    name: 'pipeline',
    file: 'pipeline.test.ts',
    about: 'from a topic of Kafka through Flink to another one, each record counts exactly once, whatever is done to both',
    worlds: [],
    declared: () => [EXACTLY_ONCE, AT_LEAST_ONCE].flatMap(declarePipeline),
    jobs: ['totals:1'],
    kafka: true,
    powerOverNodes: true,
    nodes: true,
    long: true,
  },
  {
    name: 'training',
    file: 'training.test.ts',
    about: 'PyTorch and TensorFlow train in Jobs of Kubernetes\' own, and go on from their last checkpoint, whatever is done to them',
    worlds: [],
    declared: () => BUILT_IN.flatMap((each) => declareTraining(each)),
    powerOverNodes: true,
    nodes: true,
    training: ['pytorch', 'tensorflow'],
    long: true,
  },
  {
    name: 'training-operators',
    file: 'training-operators.test.ts',
    about: 'the training operator and JobSet themselves make of our custom resources pods that train, and go on when one is killed',
    worlds: [],
    declared: () => BY_OPERATORS.flatMap((each) => declareTraining(each)),
    powerOverNodes: true,
    nodes: true,
    training: ['pytorch', 'tensorflow', 'training-operator', 'jobset'],
    long: true,
  },
];

/** Words that stand for suites. */
export const ALL = 'all', CHANGED = 'changed', UP = 'up';

/**
 * The suites that the words name; nothing is every suite.
 * @param proven whether a long suite's proof is one of today's manifests and images
 */
export function suitesOf(words: readonly string[], given: boolean, proven: (suite: string) => boolean): readonly Suite[] {
  const known = new Map(SUITES.map((s) => [s.name, s]));
  for (const word of words) {
    if (![ALL, CHANGED, UP].includes(word) && !known.has(word)) {
      throw new Error(`got ${word}, expected a suite: ${[...known.keys(), ALL, CHANGED, UP].join(', ')}`);
    }
  }
  if (words.includes(UP)) { return []; }
  const every = words.length === 0 || words.includes(ALL);
  const named = every ? SUITES : words.includes(CHANGED) ? changed(given, proven) : words.map((w) => known.get(w)!);
  const refused = given ? named.filter((s) => s.powerOverNodes) : [];
  if (refused.length > 0 && refused.length === named.length) {
    throw new Error(`${refused.map((s) => s.name).join(', ')}: needs power over nodes, which --kubeconfig does not give; leave that option out (Linux, root)`);
  }
  for (const suite of refused) { console.log(`not run: ${suite.name} needs power over nodes`); }
  return named.filter((s) => !refused.includes(s));
}

/** The short ones, and the long ones that are not proven; not what a long one does anyway. */
function changed(given: boolean, proven: (suite: string) => boolean): readonly Suite[] {
  const chosen = SUITES.filter((s) => !s.long || !proven(s.name));
  return given ? chosen : chosen.filter((s) => !chosen.some((other) => other.name === s.coveredBy));
}

/** Whether what it needs may still be built while others run. */
export function comesLast(suite: Suite): boolean {
  return suite.fakeNodes === true || suite.everyVersion === true;
}

export function usage(): string {
  const line = (name: string, about: string) => `  ${name.padEnd(16)}${about}`;
  return [
    'npm run conformance -- [suite ...] [--prove] [--kubeconfig file]',
    '',
    ...SUITES.map((s) => line(s.name, s.about)),
    line(ALL, 'all of them; their figures become docs/proof.json'),
    line(CHANGED, 'all but the long ones that are proven for today\'s manifests and images'),
    line(UP, 'no suite: the cluster, until you end it'),
    '',
    line('--prove', 'the figures of the suites that are run become docs/proof.json'),
    line('--kubeconfig', 'on that cluster, without what needs power over its nodes'),
  ].join('\n');
}
