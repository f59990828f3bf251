import { refuse } from '../contract/message';
import { WorkloadPlan } from '../plan';

/** The labels of the object that is the work, where it waits in a queue. @throws when the queue does not know that kind of work: it would start at once, without it */
export function queueLabels(path: string, { queue }: WorkloadPlan, kind: string): Record<string, string> {
  if (queue === undefined) return {};
  if (!queue.kinds.includes(kind)) {
    const told = queue.addedBy?.[kind];
    refuse({
      path,
      what: 'queue',
      got: `a work of the kind ${kind} in ${queue.name}, a queue of ${queue.keptBy}`,
      expected: `a kind that ${queue.keptBy} holds back: ${queue.kinds.join(', ') || 'none'}`,
      change: told === undefined ? 'leave the queue away, or let another mechanism make the work' : `write ${told} where ${queue.keptBy} is declared, or leave the queue away`,
    });
  }
  return queue.labels ?? {};
}
