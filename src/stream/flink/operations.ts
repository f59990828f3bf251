import { Automation, OperationPlan } from '../../plan';

const { AUTOMATIC, HELPER, MANUAL, NONE } = Automation;
const PAGE = 'docs/streaming.md';

const TWO_COMMITS: OperationPlan[] = [
  { name: 'change of the program', automation: HELPER, how: 'two commits: a Job stops it with a savepoint, and the new run begins with that', source: PAGE },
  { name: 'rescale', automation: HELPER, how: 'the same two commits', source: PAGE },
];
const ONE_COMMIT: OperationPlan[] = [
  { name: 'change of the program', automation: AUTOMATIC, how: 'one commit: it keeps nothing, and its Deployments exchange leader and workers', source: PAGE },
  { name: 'rescale', automation: AUTOMATIC, how: 'the same', source: PAGE },
];

/** Who does what where Kubernetes' own objects run Flink. docs/streaming.md says more of each. */
export const operations = (keepsState: boolean): OperationPlan[] => [
  { name: 'lost worker', automation: AUTOMATIC, how: 'its pod comes back, and the job goes on from the last checkpoint', source: PAGE },
  { name: 'lost leader', automation: AUTOMATIC, how: 'a standby is elected at the API server; without one, the pod that takes its place', source: PAGE },
  ...keepsState ? TWO_COMMITS : ONE_COMMIT,
  { name: 'autoscaling', automation: NONE, how: 'the operator has an autoscaler; built-in objects have none', source: PAGE },
  { name: 'savepoint while it runs', automation: MANUAL, how: "Flink's REST interface, through kubectl port-forward", source: PAGE },
  { name: 'old savepoints and checkpoints', automation: MANUAL, how: 'nobody deletes savepoints, nor the last checkpoint of a run', source: PAGE },
];
