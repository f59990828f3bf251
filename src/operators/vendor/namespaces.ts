import { withContainers, withValues } from './containers';
import { CatalogueEntry } from './entry';
import { isClusterScoped } from '../../manifests/kinds';
import { kindOf, KubeObject } from '../../manifests/kube-object';
import { at, Fields, isMap, mapOf, mapsOf } from '../../manifests/value';

const INJECTED = ['cert-manager.io/inject-ca-from', 'cert-manager.io/inject-ca-from-secret'];

/** The object in another namespace, wherever it names the one of the release. `clusterScoped`: whether the release's own kinds are in none. */
export function inNamespace(entry: CatalogueEntry, object: KubeObject, namespaceName: string, clusterScoped: Map<string, boolean>): KubeObject {
  const moved = (namespace: unknown) => entry.namespaces?.includes(namespace as string) ? namespaceName : namespace as string;
  const inNone = isClusterScoped(kindOf(object)) || clusterScoped.get(kindOf(object)) === true;
  const named = withContainers(
    { ...object, metadata: metadata(object.metadata, moved, inNone ? undefined : namespaceName) },
    (container) => withValues(container, entry.namespaceArguments, (name) => entry.namespaceVariables?.includes(name), moved),
  );
  switch (kindOf(named)) {
    case 'ConfigMap':
      return withTexts(entry, named, namespaceName);
    case 'rbac.authorization.k8s.io/RoleBinding':
    case 'rbac.authorization.k8s.io/ClusterRoleBinding':
      return named.subjects === undefined ? named : { ...named, subjects: mapsOf(named.subjects).map((subject) => within(subject, moved)) };
    case 'admissionregistration.k8s.io/MutatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
      return { ...named, webhooks: mapsOf(named.webhooks).map((webhook) => withService(webhook, moved)) };
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return withConversion(named, moved);
    case 'apiregistration.k8s.io/APIService':
      return isMap(named.spec?.service) ? { ...named, spec: { ...named.spec, service: within(named.spec.service, moved) } } : named;
    case 'cert-manager.io/Certificate':
      return withDnsNames(entry, named, namespaceName);
    default:
      return named;
  }
}

function metadata(given: Fields, moved: (namespace: unknown) => string, namespaceName: string | undefined): Fields {
  const annotations = Object.entries(mapOf(given.annotations)).map(([key, value]) => {
    const [namespace, name] = String(value).split('/');
    return [key, INJECTED.includes(key) ? `${moved(namespace)}/${name}` : value];
  });
  const { namespace: _, ...rest } = given;
  return {
    ...rest,
    ...namespaceName === undefined ? {} : { namespace: namespaceName },
    ...annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {},
  };
}

/** What names a namespace itself. */
function within(named: Fields, moved: (namespace: unknown) => string): Fields {
  return named.namespace === undefined ? named : { ...named, namespace: moved(named.namespace) };
}

function withService(webhook: Fields, moved: (namespace: unknown) => string): Fields {
  const service = at(webhook, 'clientConfig', 'service');
  return isMap(service) ? { ...webhook, clientConfig: { ...webhook.clientConfig, service: within(service, moved) } } : webhook;
}

function withConversion(definition: KubeObject, moved: (namespace: unknown) => string): KubeObject {
  const { spec } = definition;
  const webhook = at(spec, 'conversion', 'webhook');
  return isMap(webhook) ? { ...definition, spec: { ...spec, conversion: { ...spec.conversion, webhook: withService(webhook, moved) } } } : definition;
}

/** `webhook.namespace`, `webhook.namespace.svc` and `webhook.namespace.svc.cluster.local`. */
function withDnsNames(entry: CatalogueEntry, certificate: KubeObject, namespaceName: string): KubeObject {
  const { spec } = certificate;
  if (!Array.isArray(spec?.dnsNames)) return certificate;
  const dnsNames = spec.dnsNames.map((name: string) => {
    const [service, namespace, ...rest] = name.split('.');
    return (rest.length === 0 || rest[0] === 'svc') && entry.namespaces?.includes(namespace) ? [service, namespaceName, ...rest].join('.') : name;
  });
  return { ...certificate, spec: { ...spec, dnsNames } };
}

/** Texts that the catalogue names: the namespace is a word of its own in them. */
function withTexts(entry: CatalogueEntry, configMap: KubeObject, namespaceName: string): KubeObject {
  const data = Object.entries(mapOf(configMap.data)).map(([key, text]) => {
    if (!entry.namespaceTexts?.includes(`${configMap.metadata.name}/${key}`)) return [key, text];
    return [key, (entry.namespaces ?? []).reduce((said, name) => said.replace(new RegExp(`(?<![-\\w])${name}(?![-\\w])`, 'g'), namespaceName), String(text))];
  });
  return data.length > 0 ? { ...configMap, data: Object.fromEntries(data) } : configMap;
}
