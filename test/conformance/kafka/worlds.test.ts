import { all, oneAfterTheOther, softPlacement, withoutBudget, withoutGate } from '../../../conformance/kafka/broken';
import { declare } from '../../../conformance/kafka/declaration';
import { AGED, GROWING, RENEWED, SINGLE, SIX, THIRTY, THREE, UNCLEAN, WATCHED } from '../../../conformance/kafka/worlds';

test.each(Object.entries({ THREE, SIX, THIRTY, SINGLE, UNCLEAN, GROWING, AGED, RENEWED, WATCHED }))('%s can be declared', (_, world) => {
  expect(declare(world).filter((o) => o.kind === 'StatefulSet')).toHaveLength(2);
});

test.each(Object.entries({ oneAfterTheOther, softPlacement, withoutBudget, withoutGate }))('%s alters what is declared, and not the declaration', (_, broken) => {
  const whole = declare(THREE), before = JSON.stringify(whole);
  const altered = whole.map(all(broken));
  expect(JSON.stringify(whole)).toBe(before);
  expect(JSON.stringify(altered)).not.toBe(before);
});
