import { Automation, OperationPlan } from '../../plan';

const { AUTOMATIC, HELPER, MANUAL, NONE } = Automation;
const PAGE = 'docs/streaming.md';

/** Who does what where Kubernetes' own objects run Flink. docs/streaming.md says more of each. */
export const OPERATIONS: OperationPlan[] = [
  { name: 'lost worker', automation: AUTOMATIC, how: 'its pod comes back, and the job goes on from the last checkpoint', source: PAGE },
  { name: 'lost leader', automation: AUTOMATIC, how: 'a standby is elected at the API server; without one, the pod that takes its place', source: PAGE },
  { name: 'change of the program', automation: HELPER, how: 'two commits: a Job stops it with a savepoint, and the new run begins with that', source: PAGE },
  { name: 'rescale', automation: HELPER, how: 'the same two commits', source: PAGE },
  { name: 'autoscaling', automation: NONE, how: 'the operator has an autoscaler; built-in objects have none', source: PAGE },
  { name: 'savepoint while it runs', automation: MANUAL, how: "Flink's REST interface, through kubectl port-forward", source: PAGE },
  { name: 'old savepoints and checkpoints', automation: MANUAL, how: 'nobody deletes savepoints, nor the last checkpoint of a run', source: PAGE },
];
