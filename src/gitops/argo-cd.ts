import { ApiObject, ApiObjectProps, Lazy } from 'cdk8s';
import { argoCdHealthChecks } from './argo-cd-health';
import { ArgoCdOptions } from './argo-cd-options';
import { Delivered, Delivery } from './delivery';
import { annotation, isDefinition, isKept } from './marks';
import { checkedName } from './names';
import { STAGES } from './stage';
import { refuse } from '../contract/message';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const WAVE = 'argocd.argoproj.io/sync-wave';

/** Neither when it has left git, nor with its Application: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ */
const KEPT = ['Prune=false', 'Delete=false'];
/** Many definitions are longer than the annotation that a client-side apply keeps. */
const ON_THE_SERVER = 'ServerSideApply=true';

/**
 * An Application for each chart. Within one there are no waves: with more than one of them a sync goes on until each is healthy,
 * has no time limit, and keeps out the commit that would mend it (https://github.com/argoproj/argo-cd/issues/6055); with one wave
 * it is over when all is applied (https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/sync_context.go, Sync).
 * Order by kind is Argo CD's own.
 */
export function argoCd(options: ArgoCdOptions): Delivery {
  const path = 'GitOpsTool.argoCd';
  const repository = checkedText(path, 'repository', options.repository, 'https://git.example.com/shop/deploy.git');
  const revision = checkedText(path, 'revision', options.revision ?? 'HEAD', 'main');
  const project = checkedName(path, 'project', options.project ?? 'default');
  const namespaceName = checkedName(path, 'namespaceName', options.namespaceName ?? 'argocd');
  const destination = options.clusterName === undefined
    ? { server: 'https://kubernetes.default.svc' }
    : { name: checkedText(path, 'clusterName', options.clusterName, 'east') };

  const application = ({ name, stage, files }: Delivered): ApiObjectProps => {
    const wave = STAGES.indexOf(stage) - (STAGES.length - 1);
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name, namespace: namespaceName, ...wave === 0 ? {} : { annotations: { [WAVE]: String(wave) } } },
      spec: {
        destination,
        project,
        source: {
          ...files.file === undefined ? {} : { directory: { include: files.file } },
          path: files.folder,
          repoURL: repository,
          targetRevision: revision,
        },
        syncPolicy: {
          automated: { ...stage === 'definitions' ? {} : { prune: true }, selfHeal: true },
          // A sync that failed is not tried again by itself, so it goes on until what it needs is there; with what is newest then.
          retry: { backoff: { duration: '10s', factor: 2, maxDuration: '3m' }, limit: -1, refresh: true },
          // definitions come with another Application
          syncOptions: ['SkipDryRunOnMissingResource=true'],
        },
      },
    };
  };

  return {
    namespaceName,
    takesSingleFiles: true,
    title: 'Argo CD',
    objects: (delivered) => ({
      ...Object.fromEntries(delivered.map((one) => [`application-${one.name}`, application(one)])),
      ...options.healthChecks ? { 'health-checks': healthChecks(namespaceName, delivered) } : {},
    }),
    mark: (object) => {
      if (!isKept(object)) return;
      addOptions(object, [...isDefinition(object) ? [ON_THE_SERVER] : [], ...KEPT]);
    },
  };
}

/** Argo CD reads one ConfigMap of this name: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks */
function healthChecks(namespaceName: string, delivered: Delivered[]): ApiObjectProps {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'argocd-cm',
      namespace: namespaceName,
      labels: { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' },
      annotations: { [SYNC_OPTIONS]: [ON_THE_SERVER, ...KEPT].join(',') },
    },
    data: Lazy.any({ produce: () => argoCdHealthChecks(delivered.flatMap(({ health }) => health())) }),
  };
}

/** What somebody said of an option stays as it is. */
function addOptions(object: ApiObject, options: string[]): void {
  const said = (annotation(object, SYNC_OPTIONS) ?? '').split(',').map((option) => option.trim()).filter((option) => option !== '');
  const name = (option: string) => option.split('=')[0];
  const missing = options.filter((option) => !said.some((other) => name(other) === name(option)));
  if (missing.length > 0) object.metadata.addAnnotation(SYNC_OPTIONS, [...said, ...missing].join(','));
}

function checkedText(path: string, what: string, text: string, example: string): string {
  if (typeof text !== 'string' || !/^\S+$/.test(text)) {
    refuse({
      path,
      what,
      got: text === undefined ? 'nothing' : `'${text}'`,
      expected: 'a text without spaces',
      change: `write ${what}: '${example}'`,
    });
  }
  return text;
}
