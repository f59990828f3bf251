import { Duration } from 'cdk8s';
import { Metrics, Scrape } from '../../src';

const image = 'registry.example.com/jmx-exporter-agent:1.6.0';

test('what is not said: the jar under its own name at the top, a PodMonitor, the namespace monitoring, no dashboard', () => {
  expect(Metrics.jmxExporter({ image }).toRequest()).toEqual({
    image, jarPath: '/jmx_prometheus_javaagent.jar', scrape: { way: 'pod-monitor' }, collectorNamespace: 'monitoring', dashboard: false,
  });
});

test('what is said', () => {
  const scrape = Scrape.podMonitor({ labels: { release: 'prometheus' }, every: Duration.seconds(15) });
  expect(Metrics.jmxExporter({
    image, scrape, jarPath: '/opt/agents/jmx.jar', collectorNamespace: 'watch', dashboard: true, runbooks: 'https://wiki.example.com/kafka',
  }).toRequest()).toEqual({
    image,
    jarPath: '/opt/agents/jmx.jar',
    scrape: { way: 'pod-monitor', everySeconds: 15, labels: { release: 'prometheus' } },
    collectorNamespace: 'watch',
    dashboard: true,
    runbooks: 'https://wiki.example.com/kafka',
  });
  expect(Metrics.jmxExporter({ image, scrape: Scrape.annotations() }).toRequest().scrape).toEqual({ way: 'annotations' });
});

test.each<[string, object, string]>([
  ['no image', { image: undefined }, "Metrics.jmxExporter: image: got none, expected an image with the exporter's agent: its project publishes none; write image: 'registry.example.com/jmx-exporter-agent:1.6.0'"],
  ['an empty image', { image: '' }, 'image: got an empty one'],
  ['a jar without its folder', { jarPath: 'agent.jar' }, "jarPath: got 'agent.jar', expected an absolute path of letters, digits, dots and hyphens; write jarPath: '/jmx_prometheus_javaagent.jar'"],
  ['a jar that would be two words', { jarPath: '/my agent.jar' }, "jarPath: got '/my agent.jar'"],
  ['a namespace that is none', { collectorNamespace: 'Monitoring' }, "collectorNamespace: got 'Monitoring', expected the name of a namespace; write collectorNamespace: 'monitoring'"],
  ['runbooks with a fragment', { runbooks: 'https://wiki.example.com/kafka#alerts' }, 'runbooks: got '],
  ['runbooks that are no address', { runbooks: 'docs/kafka.md' }, 'runbooks: got '],
])('%s is refused', (_, wrong, message) => {
  expect(() => Metrics.jmxExporter({ image, ...wrong })).toThrow(message);
});

test.each([0, 61, 0.5])('a scrape every %d seconds is refused: alerts count on two in two minutes', (seconds) => {
  const every = Duration.millis(seconds * 1000);
  expect(() => Scrape.podMonitor({ every })).toThrow(`Scrape.podMonitor: every: got ${seconds} s, expected whole seconds from 1 to 60: the alerts count on two scrapes in two minutes; write every: Duration.seconds(30)`);
});
