import { Size } from 'cdk8s';
import { parse } from 'yaml';
import { Kueue, KueueProps, OperatorInstall } from '../../../src';
import { onByItself } from '../../../src/operators/kueue/frameworks';
import { BY, EVERYTHING, operators, valuesOf } from '../in-the-cluster';

function asked(props: Partial<KueueProps> = {}) {
  const chart = operators('kueue-system');
  new Kueue(chart, 'kueue', { version: '0.19.2', ...BY.argoCd, watches: ['research'], ...props });
  return chart;
}

const configuration = (props: Partial<KueueProps> = {}) => parse(valuesOf(asked(props)).managerConfig.controllerManagerConfigYaml);
const selector = (props: Partial<KueueProps>) => configuration(props).managedJobsNamespaceSelector.matchExpressions;

test('its webhooks look at the namespaces that are told, and at no others', () => {
  expect(selector({ watches: ['research', 'adverts'] })).toEqual([{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['adverts', 'research'] }]);
});

test('where it looks at all, never at its own, at what runs the cluster, and at what applies manifests', () => {
  const all = { watches: undefined, watchesAll: true };
  expect(selector(all)).toEqual([{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['argocd', 'kube-system', 'kueue-system'] }]);
  expect(selector({ ...all, install: OperatorInstall.argoCd({ namespaceName: 'delivery' }) })[0].values).toEqual(['delivery', 'kube-system', 'kueue-system']);
  expect(selector({ ...all, ...BY.flux })[0].values).toEqual(['flux-system', 'kube-system', 'kueue-system']);
  expect(selector({ ...all, excludes: ['events', 'argocd'] })[0].values).toEqual(['argocd', 'events', 'kube-system', 'kueue-system']);
});

test('it holds back what is told, else nothing that is deprecated', () => {
  expect(configuration().integrations.frameworks).toEqual(['batch/job', 'jobset.x-k8s.io/jobset', 'trainer.kubeflow.org/trainjob']);
  expect(configuration({ frameworks: ['kubeflow.org/tfjob'] }).integrations.frameworks).toEqual(['kubeflow.org/tfjob']);
});

test('which kinds it turns on by itself hangs on its version', () => {
  expect(onByItself('0.18.6')).toContain('kubeflow.org/tfjob');
  expect(onByItself('0.19.0')).toEqual(['batch/job', 'jobset.x-k8s.io/jobset', 'trainer.kubeflow.org/trainjob']);
});

test('by Flux with everything that its chart has a place for', () => {
  const { labels: _, environment: __, ...pods } = EVERYTHING;
  expect(valuesOf(asked({ ...BY.flux, replicas: 2, resources: { memory: { limit: Size.gibibytes(1) } }, imageRegistry: 'registry.example.com', pods }))).toMatchSnapshot();
});

test('what is told wrong is refused', () => {
  expect(() => asked({ watches: undefined })).toThrow(
    'operators/kueue: watches: got none, expected the namespaces with the jobs: its webhooks must not look at those of databases and of what applies manifests, where nothing could be made while they are down; '
    + "write watches: ['research'], or watchesAll: true",
  );
  expect(() => asked({ excludes: ['events'] })).toThrow('operators/kueue: excludes: got events, and watches, expected one of both: what is not watched is out anyway; leave excludes away');
  expect(() => asked({ watches: undefined, watchesAll: true, excludes: ['No'] })).toThrow("operators/kueue: excludes: got 'No', expected the name of a namespace");
  expect(() => asked({ frameworks: ['ray.io/rayjob'] })).toThrow(
    "operators/kueue: frameworks: got 'ray.io/rayjob', expected some of batch/job, jobset.x-k8s.io/jobset, trainer.kubeflow.org/trainjob, kubeflow.org/tfjob, kubeflow.org/pytorchjob; leave it away",
  );
  expect(() => asked({ frameworks: [] })).toThrow('operators/kueue: frameworks: got none, expected one or more');
  expect(() => asked({ pods: { environment: { A: 'b' } } })).toThrow('operators/kueue: pods.environment: got {"A":"b"}, expected none: the chart has no place for it');
});

test('one that somebody else installs is known', () => {
  const kueue = Kueue.existing({ version: '0.19.2', watches: ['research'] });
  expect([kueue.operatorName, kueue.namespaceName, kueue.watchedNamespaces]).toEqual(['kueue', 'kueue-system', ['research']]);
  expect(Kueue.existing({ version: '0.18.6' }).watchedNamespaces).toBeUndefined();
  expect(() => Kueue.existing({ version: '0.19.2', frameworks: ['pod'] })).toThrow("Kueue.existing: frameworks: got 'pod', expected some of");
});
