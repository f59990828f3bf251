import { Automation, OperationPlan } from '../../plan';

const { AUTOMATIC, MANUAL, NONE } = Automation;
const DOCS = 'https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/docs/content/docs/custom-resource';

/** Who does what where the Flink operator runs a stream processor, in the words that the built-in objects' table has. */
export function operations(autoscales: boolean): OperationPlan[] {
  return [
    { name: 'lost worker', automation: AUTOMATIC, how: 'the JobManager asks for another pod, and the job goes on from the last checkpoint', source: `${DOCS}/job-management.md` },
    { name: 'lost leader', automation: AUTOMATIC, how: 'a standby takes over; without one, the pod that takes its place', source: `${DOCS}/job-management.md` },
    { name: 'change of the program', automation: AUTOMATIC, how: 'one commit: stopped with a savepoint, from which the new one begins', source: `${DOCS}/job-management.md` },
    { name: 'rescale', automation: AUTOMATIC, how: 'the same', source: `${DOCS}/job-management.md` },
    autoscales
      ? { name: 'autoscaling', automation: AUTOMATIC, how: 'the operator sets the parallelism of each vertex by what was measured', source: `${DOCS}/autoscaler.md` }
      : { name: 'autoscaling', automation: NONE, how: 'it is not turned on where the operator is declared', source: `${DOCS}/autoscaler.md` },
    { name: 'savepoint while it runs', automation: MANUAL, how: 'a FlinkStateSnapshot', source: `${DOCS}/snapshots.md` },
    { name: 'old savepoints and checkpoints', automation: AUTOMATIC, how: 'of the savepoints that it made, ten are kept, a day long', source: `${DOCS}/snapshots.md` },
  ];
}
