import { CustomResource, CustomResourceVersion, PrinterColumn, PrinterColumnType, ResourceScope } from './custom-resource';
import { openApi } from './open-api';
import { Schema } from './schema';
import { statusOf } from './status';
import { Manifest } from '../../builtin/manifest';
import { KEPT } from '../keep';

/** A version with every default filled in. */
export interface ResourceVersion {
  readonly declared: CustomResourceVersion;
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly spec: Schema;
  readonly status: Schema;
  readonly columns: PrinterColumn[];
}

/** A custom resource with every default filled in. */
export interface Resource {
  readonly group: string;
  readonly kind: string;
  readonly listKind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: string[];
  readonly categories: string[];
  readonly scope: ResourceScope;
  readonly versions: ResourceVersion[];
  readonly converts: boolean;
}

const COLUMNS: PrinterColumn[] = [
  { name: 'Ready', type: PrinterColumnType.STRING, jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
  { name: 'Age', type: PrinterColumnType.DATE, jsonPath: '.metadata.creationTimestamp' },
];

export function resourceOf(path: string, group: string, declared: CustomResource): Resource {
  const singular = declared.singular ?? declared.kind.toLowerCase();
  return {
    group,
    kind: declared.kind,
    listKind: `${declared.kind}List`,
    plural: declared.plural ?? `${declared.kind.toLowerCase()}s`,
    singular,
    shortNames: declared.shortNames ?? [],
    categories: declared.categories ?? [],
    scope: declared.scope ?? ResourceScope.NAMESPACED,
    converts: declared.conversionWebhook ?? false,
    versions: declared.versions.map((version) => ({
      declared: version,
      name: version.name,
      served: version.served ?? true,
      storage: version.storage ?? declared.versions.length === 1,
      spec: version.spec,
      status: statusOf(`${path}: ${declared.kind} ${version.name}`, version.status),
      columns: version.printerColumns ?? COLUMNS,
    })),
  };
}

/** The version that one writes: the stored one, if it is served; else the last one that is. */
export function newestServed({ versions }: Resource): ResourceVersion {
  const served = versions.filter((each) => each.served);
  return served.find(({ storage }) => storage) ?? served.at(-1)!;
}

/** What rules see of an object: of its metadata only these. */
export function seenByRules({ declared, spec, status }: ResourceVersion): Schema {
  const text = Schema.string({ optional: true });
  return Schema.object({
    apiVersion: text, kind: text, metadata: Schema.object({ name: text, generateName: text }, { optional: true }), spec, status,
  }, { rules: declared.rules });
}

/** The path at which the webhook translates between versions: where controller-runtime does. */
export const CONVERSION_PATH = '/convert';

/** Where the API server finds the webhook. */
export interface WebhookTarget {
  readonly service: string;
  readonly namespaceName: string;
  readonly port: number;
  /** Base64 of PEM, where the user makes the certificate. */
  readonly caBundle?: string;
}

/** The CustomResourceDefinition. */
export function definition(
  resource: Resource, labels: Record<string, string>, annotations: Record<string, string>, target: WebhookTarget | undefined,
): Manifest {
  const { group, kind, listKind, plural, singular, shortNames, categories, scope, versions, converts } = resource;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, labels, annotations: { ...KEPT, ...annotations } },
    spec: {
      group,
      names: { kind, listKind, plural, singular, shortNames: list(shortNames), categories: list(categories) },
      scope,
      versions: versions.map(versionManifest),
      conversion: converts && target ? {
        strategy: 'Webhook',
        webhook: {
          clientConfig: {
            service: { name: target.service, namespace: target.namespaceName, path: CONVERSION_PATH, port: target.port }, caBundle: target.caBundle,
          },
          conversionReviewVersions: ['v1'],
        },
      } : undefined,
    },
  };
}

function versionManifest({ declared, name, served, storage, spec, status, columns }: ResourceVersion): any {
  const { deprecationWarning, rules = [], scale, selectableFields = [] } = declared;
  const root = Schema.object({ spec, status }, { rules });
  const { properties, ...schema } = openApi(root);
  return {
    name,
    served,
    storage,
    ...deprecationWarning === undefined ? {} : { deprecated: true, deprecationWarning },
    schema: { openAPIV3Schema: { ...schema, properties: { ...properties, apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } } } },
    subresources: {
      status: {},
      scale: scale && { ...scale },
    },
    additionalPrinterColumns: list(columns.map(({ wide, description, ...column }) => ({ ...column, description, priority: wide ? 1 : undefined }))),
    selectableFields: list(selectableFields.map((jsonPath) => ({ jsonPath }))),
  };
}

function list<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}
