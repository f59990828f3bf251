import { App, Chart } from 'cdk8s';
import { orders } from './orders';
import { KafkaVersion } from '../../src';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { ChangeClass } from '../../src/check/change-class';
import { compare } from '../../src/check/compare';
import { verdictOf } from '../../src/check/verdict';
import { ComponentPlan } from '../../src/plan';
import { cassandra } from '../fixtures/plans';

/** The worst class of each change, one after the other. */
function worst(...states: any[][]): (string | undefined)[] {
  return states.slice(1).map((state, i) => verdictOf(compare(states[i], state), []).worst);
}

/** A ring that is not Kafka's, as the renderer writes it. */
function ring(change: Partial<ComponentPlan>): any[] {
  const plan = cassandra();
  const chart = new Chart(new App(), 'chart');
  new BuiltinWorkload(chart, { ...plan, components: plan.components.map((component) => ({ ...component, ...change })) });
  return chart.toJson();
}

test('a ring shrinks in two changes, and not in one', () => {
  expect(worst(ring({ replicas: 4 }), ring({ replicas: 3 }))).toEqual(['destroys data']);
  expect(worst(ring({ replicas: 4 }), ring({ replicas: 4, draining: [3] }), ring({ replicas: 3 }))).toEqual(['data movement', 'in place']);
});

test('a ring that shrinks further than it was emptied is refused', () => {
  expect(worst(ring({ replicas: 5, draining: [4] }), ring({ replicas: 3 }))).toEqual(['destroys data']);
});

test('Kafka shrinks in two changes, and not in one', () => {
  const six = orders({ replicas: 6 });
  expect(worst(six, orders({ replicas: 3 }))).toEqual(['destroys data']);
  expect(worst(six, orders({ replicas: 6, draining: [5] }), orders({ replicas: 3 }))).toEqual(['data movement', 'destroys data']);
  expect(worst(six, orders({ replicas: 6, draining: [3, 4, 5] }), orders({ replicas: 3 }))).toEqual(['data movement', 'rolling restart']);
});

test('the quorum of a Kafka stays with those who founded it', () => {
  const rules = (was: any[], is: any[]) => compare(was, is).filter((finding) => finding.class === ChangeClass.DESTROYS_DATA).map(({ rule, object }) => `${rule} ${object.name}`);
  const [combined, dedicated] = [orders({ combined: true }), orders()];
  expect(rules(combined, dedicated)).toEqual(['change/founded-again events-controller']);
  expect(rules(dedicated, combined)).toEqual(['change/founded-again events-broker', 'change/removed-state events-controller']);
});

test('Kafka is upgraded in two changes, and not in one', () => {
  const [old, now] = [KafkaVersion.V4_2_0, KafkaVersion.V4_3_1];
  expect(worst(orders({ version: old }), orders({ version: now }))).toEqual(['needs two steps']);
  expect(worst(orders({ version: old }), orders({ version: now, metadataVersion: '4.2' }), orders({ version: now })))
    .toEqual(['rolling restart', 'in place']);
});

test('Kafka goes back as long as its metadata stayed, and not afterwards', () => {
  const [old, now] = [KafkaVersion.V4_2_0, KafkaVersion.V4_3_1];
  expect(worst(orders({ version: now, metadataVersion: '4.2' }), orders({ version: old }))).toEqual(['rolling restart']);
  expect(worst(orders({ version: now }), orders({ version: old }))).toEqual(['needs two steps']);
});
