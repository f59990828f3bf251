import { Size } from 'cdk8s';
import { CertManager, FlinkOperator, FlinkOperatorProps } from '../../../src';
import { BY, EVERYTHING, operators, valuesOf } from '../in-the-cluster';

const memory = (mebibytes: number) => ({ memory: { limit: Size.mebibytes(mebibytes) } });

function asked(props: Partial<FlinkOperatorProps> = {}) {
  const chart = operators('flink-operator');
  new FlinkOperator(chart, 'flink', { version: '1.15.0', certManager: CertManager.existing({ version: '1.21.1' }), ...BY.argoCd, ...props });
  return chart;
}

test("by Argo CD it is the project's chart, from the place where a release stays", () => {
  expect(asked().toJson()[0].spec.source).toEqual({
    repoURL: 'https://archive.apache.org/dist/flink/flink-kubernetes-operator-1.15.0',
    chart: 'flink-kubernetes-operator',
    targetRevision: '1.15.0',
    helm: { releaseName: 'flink', valuesObject: { watchNamespaces: ['flink-operator'] } },
  });
});

test('by Flux the same, with everything that can be told', () => {
  const chart = asked({
    ...BY.flux, watches: ['streams', 'shop'], replicas: 2, resources: memory(1024), webhookResources: memory(512), imageRegistry: 'registry.example.com/mirror', pods: EVERYTHING, keystoreSecret: 'keystore',
  });
  expect(chart.toJson()).toMatchSnapshot();
});

test('it watches all namespaces where it is told so, and asks for no certificate without a webhook', () => {
  expect(valuesOf(asked({ watchesAll: true, webhook: false, certManager: undefined }))).toEqual({ webhook: { create: false } });
});

test('with a webhook and no cert-manager it is refused', () => {
  expect(() => asked({ certManager: undefined }).toJson()).toThrow('certManager: got none in this app, expected cert-manager, which flink-operator 1.15.0 has its certificates from');
});

test('two pods elect a leader, with the settings that the chart has in the same place', () => {
  expect(valuesOf(asked({ replicas: 2 })).defaultConfiguration['flink-conf.yaml'].split('\n')).toEqual(expect.arrayContaining([
    'kubernetes.operator.leader-election.enabled: true', 'kubernetes.operator.leader-election.lease-name: flink-operator-lease', 'kubernetes.operator.reconcile.interval: 15 s',
  ]));
});

test('a password of a keystore without a webhook guards nothing', () => {
  expect(() => asked({ webhook: false, keystoreSecret: 'keystore' })).toThrow(
    "operators/flink: keystoreSecret: got 'keystore' without a webhook, expected a webhook, whose certificate it guards; leave one of both away",
  );
});

test('there are no manifests to keep', () => {
  expect(() => new FlinkOperator(operators('flink-operator'), 'flink', { version: '1.15.0' })).toThrow(
    'operators/flink: install: got OperatorInstall.vendored(), expected OperatorInstall.argoCd() or OperatorInstall.flux(): what FlinkOperator installs is published as no file of manifests that could be kept; '
    + 'write install: OperatorInstall.argoCd() or install: OperatorInstall.flux()',
  );
});

test('one that somebody else installs is known', () => {
  const operator = FlinkOperator.existing({ version: '1.15.0', watches: ['streams'] });
  expect([operator.operatorName, operator.version, operator.namespaceName, operator.watchedNamespaces]).toEqual(['flink-operator', '1.15.0', 'flink-operator', ['streams']]);
  expect(() => operator.checkWatches('a/fraud', 'shop')).toThrow('a/fraud: operator: got FlinkOperator in flink-operator, which watches streams, expected one that watches shop');
  expect(() => FlinkOperator.existing({ version: '1.10.0' })).toThrow("FlinkOperator.existing: version: got '1.10.0', expected 1.15.0 or later; write version: '1.15.0'");
});
