import { RuleDefinition } from './rule-definition';
import { ChangeClass } from '../change-class';
import { isOurs } from '../ours';
import { membersText, scalingOf } from '../scaling';

export const SCALE_OUT: RuleDefinition = {
  id: 'change/scale-out',
  class: ChangeClass.DATA_MOVEMENT,
  proves: 'New members of this library\'s systems start empty, and take load only when data was moved to them.',
  source: 'Kafka, Basic Operations, Expanding your cluster: https://kafka.apache.org/42/operations/basic-kafka-operations/ (new servers "will not automatically be assigned any data partitions")',
  judge: (change, open) => {
    const scaling = scalingOf(change, open);
    if (!scaling || !isOurs(change.after) || scaling.added.length === 0 || scaling.removed.length > 0) return [];
    const todo = `${membersText(scaling.added)} ${scaling.added.length === 1 ? 'starts' : 'start'} empty: move data there when the system does not do it by itself`;
    return scaling.fields.map((field) => ({ ...field, todo }));
  },
};
