import { App, Chart } from 'cdk8s';
import { Platform, PrometheusDefinitions } from '../../../src';
import { prometheus, vendored } from '../vendor/stand-ins';

test('the definitions of the Prometheus operator come from a vendored release, kept and in no namespace', async () => {
  const folder = await vendored({ 'prometheus-operator@0.93.0': prometheus() });
  const chart = new Chart(new App(), 'definitions', { namespace: 'monitoring' });
  const { definitions } = new PrometheusDefinitions(chart, 'prometheus', { version: '0.93.0', folder });
  expect(definitions).toHaveLength(10);
  for (const { kind, metadata } of chart.toJson()) {
    expect([kind, metadata.namespace, metadata.annotations['kustomize.toolkit.fluxcd.io/prune']]).toEqual(['CustomResourceDefinition', undefined, 'disabled']);
  }
});

test('a version that was not vendored, or that is not known, is refused', async () => {
  const folder = await vendored({ 'prometheus-operator@0.93.0': prometheus() });
  const make = (version: string) => new PrometheusDefinitions(new Chart(new App(), 'definitions'), 'prometheus', { version, folder, platform: Platform.onPrem() });
  expect(() => make('0.94.0')).toThrow('got prometheus-operator 0.93.0, expected prometheus-operator 0.94.0');
  expect(() => make('0.50.0')).toThrow("got '0.50.0', expected 0.93.0 or later");
});
