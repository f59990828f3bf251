import { RuleDefinition } from './rule-definition';
import { NAME_LABEL } from '../../builtin/names';
import { TRANSITIONS } from '../../cluster/transitions';
import { labelOf } from '../../manifests/kube-object';
import { ChangeClass } from '../change-class';
import { softwareOf, versionFields } from '../software';

export const VERSION_STEP: RuleDefinition = {
  id: 'change/version-step',
  class: ChangeClass.TWO_STEPS,
  proves: 'A system\'s version is raised only in steps that it supports, what it keeps is raised apart from the binaries, and neither goes back '
    + 'where there is no way back.',
  source: 'Kafka, Upgrading: https://kafka.apache.org/43/getting-started/upgrade/ (to 4.x from 3.3 on, the binaries first, then the metadata version; back only where no metadata changed)',
  judge: ({ before, after }, open) => {
    const [from, to] = [before, after].map(softwareOf);
    const fields = versionFields(open);
    const system = labelOf(after, NAME_LABEL) ?? '';
    if (!from || !to || fields.length === 0 || !Object.hasOwn(TRANSITIONS, system)) return [];
    const objections = TRANSITIONS[system](from, to);
    const todo = objections.map(({ got, expected, change }) => `got ${got}, expected ${expected}; ${change}`).join('. ');
    return objections.length === 0 ? [] : fields.map((field) => ({ ...field, todo }));
  },
};
