import { declare } from '../../../conformance/kafka/declaration';
import { WATCHED } from '../../../conformance/kafka/worlds';
import { MOMENTS } from '../../../conformance/watching/moments';

const groups: any[] = declare(WATCHED).find((o) => o.kind === 'PrometheusRule')!.spec.groups;
const alerts: any[] = groups.flatMap(({ rules }) => rules);

test('each alert fires in a moment, and no other alert does', () => {
  const firing = new Set(MOMENTS.flatMap((moment) => moment.firing.map(({ alert }) => alert)));
  expect([...firing].sort()).toEqual(alerts.map(({ alert }) => alert).sort());
});

test('each moment is told apart by its words', () => {
  expect(new Set(MOMENTS.map(({ what }) => what)).size).toBe(MOMENTS.length);
});

test('a cluster that is well shows all that the alerts ask for', () => {
  const [well] = MOMENTS;
  const asked = new Set(alerts.flatMap(({ expr }) => [...expr.matchAll(/\b(kafka|kubelet)_\w+(?=\{)/g)].map(([name]: string[]) => name)));
  expect([...asked].filter((name) => !Object.keys(well.series).some((one) => one.startsWith(`${name}{`)))).toEqual([]);
  expect(well.firing).toEqual([]);
});
