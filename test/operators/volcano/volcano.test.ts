import { Size } from 'cdk8s';
import { Volcano, VolcanoProps } from '../../../src';
import { BY, EVERYTHING, operators, valuesOf } from '../in-the-cluster';

const memory = (mebibytes: number) => ({ memory: { limit: Size.mebibytes(mebibytes) } });

function asked(props: Partial<VolcanoProps> = {}) {
  const chart = operators('volcano-system');
  new Volcano(chart, 'volcano', { version: '1.15.1', ...BY.argoCd, watches: ['research'], ...props });
  return chart;
}

test('by Argo CD its webhooks look at the namespaces that are told', () => {
  expect(asked().toJson()[0].spec.source).toEqual({
    repoURL: 'https://volcano-sh.github.io/helm-charts',
    chart: 'volcano',
    targetRevision: '1.15.1',
    helm: { releaseName: 'volcano', valuesObject: { custom: { webhooks_namespace_selector_expressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['research'] }] } } },
  });
});

test('where they look at all, never at what applies manifests', () => {
  expect(valuesOf(asked({ watches: undefined, watchesAll: true })).custom.webhooks_namespace_selector_expressions[0]).toEqual({
    key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['argocd', 'kube-system', 'volcano-system'],
  });
});

test('by Flux with everything that its chart has a place for', () => {
  const { annotations: _, environment: __, priorityClass: ___, ...pods } = EVERYTHING;
  expect(valuesOf(asked({
    ...BY.flux, replicas: 2, resources: memory(100), schedulerResources: memory(200), admissionResources: memory(300), imageRegistry: 'registry.example.com', pods,
  }))).toMatchSnapshot();
});

test('what is told wrong is refused', () => {
  expect(() => asked({ watches: undefined })).toThrow('operators/volcano: watches: got none, expected the namespaces with the jobs');
  expect(() => asked({ pods: { priorityClass: 'e' } })).toThrow('operators/volcano: pods.priorityClass: got "e", expected none: the chart has no place for it');
  expect(() => asked({ pods: { imagePullSecrets: ['a', 'b'] } })).toThrow('operators/volcano: pods.imagePullSecrets: got 2, expected one: the chart takes no more');
});

test('one that somebody else installs is known', () => {
  const volcano = Volcano.existing({ version: '1.15.1' });
  expect([volcano.operatorName, volcano.namespaceName, volcano.watchedNamespaces]).toEqual(['volcano', 'volcano-system', undefined]);
});
