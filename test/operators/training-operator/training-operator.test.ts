import { Size } from 'cdk8s';
import { TrainingOperator, TrainingOperatorProps } from '../../../src';
import { BY, EVERYTHING, operators } from '../in-the-cluster';

function asked(props: Partial<TrainingOperatorProps> = {}, namespace = 'kubeflow') {
  const chart = operators(namespace);
  new TrainingOperator(chart, 'training', { version: '1.9.4', ...BY.argoCd, ...props });
  return chart.toJson();
}

test("by Argo CD it is the project's folder, for it has no chart", () => {
  expect(asked()).toEqual([{
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'training', namespace: 'argocd' },
    spec: {
      destination: { namespace: 'kubeflow', server: 'https://kubernetes.default.svc' },
      project: 'default',
      source: { repoURL: 'https://github.com/kubeflow/trainer', path: 'manifests/overlays/standalone', targetRevision: 'v1.9.4' },
      syncPolicy: { automated: { prune: false, selfHeal: true }, syncOptions: ['ServerSideApply=true'] },
    },
  }]);
});

test('by Flux the same, nothing pruned', () => {
  const [repository, kustomization] = asked(BY.flux);
  expect(repository.spec).toEqual({ interval: '600s', ref: { tag: 'v1.9.4' }, url: 'https://github.com/kubeflow/trainer' });
  expect(kustomization.spec).toEqual({ interval: '600s', path: './manifests/overlays/standalone', prune: false, sourceRef: { kind: 'GitRepository', name: 'training' } });
});

test('what is asked for of its pods is a patch', () => {
  const resources = { memory: { limit: Size.gibibytes(1) } };
  const [{ spec: { source: { kustomize: { patches } } } }] = asked({ replicas: 2, volcano: true, resources, pods: EVERYTHING });
  expect(patches.map(({ target, patch }: any) => [target, JSON.parse(patch)])).toEqual([[{ kind: 'Deployment', name: 'training-operator' }, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'training-operator' },
    spec: {
      replicas: 2,
      template: {
        metadata: { annotations: { note: 'b' }, labels: { team: 'a' } },
        spec: {
          nodeSelector: { pool: 'c' },
          priorityClassName: 'e',
          tolerations: [{ key: 'd', operator: 'Exists' }],
          imagePullSecrets: [{ name: 'f' }],
          containers: [{
            name: 'training-operator',
            args: ['--leader-elect', '--gang-scheduler-name=volcano'],
            resources: { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } },
            env: [{ name: 'G', value: 'h' }],
          }],
        },
      },
    },
  }]]);
});

test("what the project's folder can't have is refused", () => {
  expect(() => asked({}, 'training')).toThrow("operators/training: namespaceName: got 'training', expected 'kubeflow', which the project's folder manifests/overlays/standalone is made for; write namespaceName: 'kubeflow'");
  expect(() => asked({ imageRegistry: 'registry.example.com' })).toThrow("operators/training: imageRegistry: got 'registry.example.com', expected none: the images are named in the project's folder");
  expect(() => asked({ pods: { sidecars: [{ name: 'agent' }] } })).toThrow('operators/training: pods.sidecars: got 1, expected none');
});

test('one that somebody else installs watches all, or one namespace', () => {
  expect(TrainingOperator.existing({ version: '1.9.4' }).watchedNamespaces).toBeUndefined();
  const operator = TrainingOperator.existing({ version: '1.9.3', watches: 'research' });
  expect([operator.operatorName, operator.version, operator.namespaceName, operator.watchedNamespaces]).toEqual(['training-operator', '1.9.3', 'kubeflow', ['research']]);
});
