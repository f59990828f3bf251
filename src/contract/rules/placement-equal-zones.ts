import { RuleDefinition } from './rule-definition';
import { Domain, Failure } from '../../plan';
import { componentsOf, groupsOfSeveral } from '../groups';

export const PLACEMENT_EQUAL_ZONES: RuleDefinition = {
  id: 'placement/equal-zones',
  proves: 'With `survives: ZONE`, each zone holds as many members of a group that spreads its copies over zones: '
    + 'a zone with fewer members takes as many copies on fewer disks, and fills first.',
  source: 'Kafka, Basic Operations, Balancing replicas across racks: '
    + 'https://kafka.apache.org/42/operations/basic-kafka-operations/ '
    + '("Racks with fewer brokers will get more replicas [...] it is sensible to configure an equal number of brokers per rack")',
  check: (plan) => {
    const zones = plan.site.zones.length;
    if (plan.promise.survives !== Failure.ZONE || zones < 2) { return []; }
    const spread = groupsOfSeveral(plan).filter((group) => group.spreadOver === Domain.ZONE);
    const components = new Set(spread.flatMap((group) => componentsOf(plan, group)));
    // Fewer members than zones stand one to a zone: equal where they are.
    return [...components].filter((c) => c.replicas > zones && c.replicas % zones !== 0).map((component) => {
      const below = component.replicas - component.replicas % zones;
      return {
        got: `component ${component.name}: ${component.replicas} pods over ${zones} zones, so the load is uneven and the smallest zone fills first`,
        expected: `a multiple of ${zones}`,
        change: `make it ${below + zones} replicas, or ${below}`,
      };
    });
  },
};
