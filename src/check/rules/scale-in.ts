import { RuleDefinition } from './rule-definition';
import { Effect } from '../../operators/known-kind';
import { ChangeClass } from '../change-class';
import { having } from '../known-kinds';
import { isOurs } from '../ours';
import { membersText, scalingOf } from '../scaling';
import { claimTemplatesOf, retentionOf } from '../workload';

export const SCALE_IN: RuleDefinition = {
  id: 'change/scale-in',
  class: ChangeClass.DESTROYS_DATA,
  proves: 'A member with volumes is taken away only after the manifests of before said that it is being emptied. Holds for this library\'s members, '
    + 'wherever claims are deleted on scale-in, and where an operator was told not to look.',
  source: 'Kubernetes, StatefulSets, Deployment and Scaling Guarantees: '
    + 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees (scaling in asks no member); '
    + 'Kafka, Basic Operations: https://kafka.apache.org/42/operations/basic-kafka-operations/ (a broker\'s partitions are moved away first)',
  judge: (change, open, world) => {
    const { before, after } = change;
    const scaling = scalingOf(change, open);
    const deletes = retentionOf(after, 'whenScaled') === 'Delete';
    if (!scaling || scaling.undrained.length === 0 || claimTemplatesOf(before).length === 0 || !(isOurs(before) || deletes)) {
      return having(Effect.MEMBERS_GONE, change, open, world);
    }
    const { undrained, fields } = scaling;
    const first = isOurs(before)
      ? `leave replicas, declare draining: [${undrained.slice(0, 10).join(', ')}], apply, and wait until nothing is left there`
      : 'leave replicas, set persistentVolumeClaimRetentionPolicy.whenScaled: Retain, apply, and move the data away from there';
    const todo = `${membersText(undrained)} went without being emptied${deletes ? ', and the claims are deleted too' : ''}: ${first}; lower replicas in a later change`;
    return fields.map((field) => ({ ...field, todo }));
  },
};
