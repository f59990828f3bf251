import { lasting, samples, valuesOf } from '../../../conformance/watching/scraped';

const ANSWER = [
  'HTTP/1.1 200 OK\r', 'Content-Type: text/plain; version=0.0.4; charset=utf-8\r', '\r',
  '# HELP kafka_a What it is.', '# TYPE kafka_a gauge',
  'kafka_a{kafka_cluster="orders/events"} 3.0',
  'kafka_b_total{kafka_cluster="orders/events",topic="a"} 1.7E12',
  'kafka_c{kafka_cluster="orders/events",} -1.0',
  'kafka_d{kafka_cluster="orders/events"} NaN',
  'jmx_scrape_error 0.0', 'jvm_threads_current{state="x"} 9.0', '',
].join('\n');
const seen = samples('kafka', 'events-broker-0', ANSWER);

test('Kafka\'s series are those of the pod that was asked, and what is no number yet is left out', () => {
  expect(lasting(seen)).toEqual({
    'kafka_a{kafka_cluster="orders/events",pod="events-broker-0"}': '3x240',
    'kafka_b_total{kafka_cluster="orders/events",topic="a",pod="events-broker-0"}': '1700000000000x240',
    'kafka_c{kafka_cluster="orders/events",pod="events-broker-0"}': '-1x240',
  });
});

test('the values of a metric are those of that name', () => {
  expect([valuesOf(seen, 'kafka_c'), valuesOf(seen, 'kafka_')]).toEqual([[-1], []]);
});
