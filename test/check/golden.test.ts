import { orders } from './orders';
import { KafkaVersion } from '../../src';
import { compare } from '../../src/check/compare';
import { text } from '../../src/check/text';
import { verdictOf } from '../../src/check/verdict';

expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', print: (value) => value as string });

/** Without tasks: how their names end, and so their order, differs with each change of a script. */
function said(previous: any[], next: any[]): string {
  const lasting = compare(previous, next).filter(({ rule, object }) => rule !== 'change/task' && !object.name.endsWith('-current'));
  return text(verdictOf(lasting, []), []);
}

test('six brokers become three, of a newer version and with larger volumes, and a topic goes', () => {
  const before = orders({ replicas: 6, version: KafkaVersion.V4_2_0 });
  const after = orders({ gibibytes: 4, invoices: false });
  expect(said(before, after)).toMatchSnapshot();
});

test('three brokers become six', () => {
  expect(said(orders(), orders({ replicas: 6 }))).toMatchSnapshot();
});
