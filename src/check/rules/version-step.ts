import { RuleDefinition } from './rule-definition';
import { TRANSITIONS } from '../../cluster/transitions';
import { ChangeClass } from '../change-class';
import { softwareOf, stateVersionFields, versionFields } from '../software';

export const VERSION_STEP: RuleDefinition = {
  id: 'change/version-step',
  class: ChangeClass.TWO_STEPS,
  proves: 'A system\'s version is raised only in steps that it supports, what it keeps is raised apart from the binaries, and neither goes back '
    + 'where there is no way back.',
  source: 'Kafka, Upgrading: https://kafka.apache.org/43/getting-started/upgrade/ (to 4.x from 3.3 on, the binaries first, then the metadata version; back only where no metadata changed)',
  judge: ({ before, after }, open) => {
    const [from, to] = [before, after].map(softwareOf);
    if (!after || !from || !to || !Object.hasOwn(TRANSITIONS, to.system)) return [];
    const fields = [...versionFields(after, open), ...stateVersionFields(after, open)];
    const objections = fields.length > 0 ? TRANSITIONS[to.system](from, to) : [];
    const todo = objections.map(({ got, expected, change }) => `got ${got}, expected ${expected}; ${change}`).join('. ');
    return objections.length === 0 ? [] : fields.map((field) => ({ ...field, todo }));
  },
};
