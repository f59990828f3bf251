import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { admissionManifests } from './admission';
import { controllerPlan, webhookService } from './controller-plan';
import { definition, Resource, resourceOf, WebhookTarget } from './definition';
import { definitionFindings } from './definition-check';
import { claimNames } from './names';
import { OperatorProps, OperatorWebhook } from './operator-props';
import { OperatorResource } from './operator-resource';
import { userRoles } from './user-roles';
import { BuiltinWorkload } from '../../builtin/builtin-workload';
import { workloadLabels } from '../../builtin/names';
import { PlannedObject } from '../../builtin/planned-object';
import { watchNames } from '../../builtin/unique-names';
import { refuse } from '../../contract/message';
import { nearest } from '../../contract/nearest';
import { verify } from '../../contract/verify';
import { required } from '../../declared/values';
import { WorkloadPlan } from '../../plan';
import { Platform } from '../../platform/platform';
import { Certificates, secretNameOf } from '../../security/certificates';
import { WorkloadCertificates } from '../../security/workload-certificates';

/** k8s.io/api, apiextensions/v1, KubeAPIApprovedAnnotation. */
const APPROVED = 'api-approved.kubernetes.io';
/** https://cert-manager.io/docs/concepts/ca-injector/ */
const INJECT_FROM_CERTIFICATE = 'cert-manager.io/inject-ca-from';
const INJECT_FROM_SECRET = 'cert-manager.io/inject-ca-from-secret';

/**
 * An operator of one's own: the definitions of its custom resources, and the controller that serves them with the rights that it
 * needs and no others. The program of the controller is yours.
 */
export class Operator extends Construct {
  /** Its name, and the first part of every object's name. */
  public readonly operatorName: string;
  /** Its Kubernetes namespace. */
  public readonly namespaceName: string;
  private readonly base: WorkloadPlan;
  private readonly resources: Resource[];
  private readonly watched?: string[];
  private readonly workload: BuiltinWorkload;
  private readonly others: PlannedObject[] = [];
  private readonly certificates?: WorkloadCertificates;

  /**
   * @throws when the declaration can't be met, with the construct's path, what was got, what was expected, and what to change; wrong schemas with
   * all that is wrong with them, a line each
   */
  constructor(scope: Construct, id: string, props: OperatorProps) {
    super(scope, id);
    const path = this.node.path;
    const { controller, group } = props;
    const { webhook } = controller;
    this.operatorName = props.operatorName ?? id;
    this.namespaceName = Chart.of(this).namespace ?? refuse({
      path,
      what: 'namespace',
      got: 'none',
      expected: "the chart's namespace, for names and rights carry it",
      change: `write new Chart(app, '${Chart.of(this).node.id}', { namespace: '${id}' })`,
    });
    const site = Platform.of(this).toSite();
    this.resources = props.resources.map((resource) => resourceOf(path, group, resource));
    this.watched = controller.watchedNamespaces;
    this.checkResources(props, site.kubernetesMinor);

    const certificates = webhook && required(path, 'controller.webhook.certificates', webhook.certificates ?? Certificates.selfSigned(), '_lifetime', 'Certificates.selfSigned()');
    this.base = controllerPlan({
      path,
      name: this.operatorName,
      namespaceName: this.namespaceName,
      site,
      resources: this.resources,
      controller,
      webhookSecret: certificates && secretNameOf(certificates, this.operatorName, 'webhook', path),
    });
    const labels = workloadLabels(this.base);
    const annotations = {
      ...props.apiApproval === undefined ? {} : { [APPROVED]: props.apiApproval },
    };
    const target = webhook && this.webhookTarget(webhook);
    const injected = webhook && certificates ? this.injection(webhook, certificates) : {};
    for (const resource of this.resources) {
      const manifest = definition(resource, labels, { ...annotations, ...resource.converts ? injected : {} }, target);
      this.others.push(new PlannedObject(props.definitionsIn ?? this, `${this.operatorName}-definition-${resource.plural}`, manifest));
    }
    if (certificates) {
      this.certificates = new WorkloadCertificates(this, 'certificates', {
        workload: this.operatorName, namespaceName: this.namespaceName, certificates, plans: this.base.certificates, labels,
      });
    }
    this.workload = new BuiltinWorkload(this, this.base);
    if (props.userRoles ?? true) {
      for (const manifest of userRoles(`${this.namespaceName}:${this.operatorName}`, labels, this.resources)) {
        this.others.push(new PlannedObject(this, `${manifest.kind}-${manifest.metadata!.name}`, manifest));
      }
    }
    if (webhook && target) {
      const name = `${this.namespaceName}.${this.operatorName}`;
      const asked = { path, resources: this.resources, webhook, target, watched: this.watched, name, labels, annotations: injected };
      for (const manifest of admissionManifests(asked)) {
        this.others.push(new PlannedObject(this, `${manifest.kind}-${name}`, manifest));
      }
    }
    watchNames(this);
    this.node.addValidation({ validate: () => this.findings() });
  }

  /** The controller as plain data. */
  public get plan(): WorkloadPlan {
    return this.base;
  }

  /**
   * One of its custom resources.
   * @throws when there is no such kind
   */
  public resource(kind: string): OperatorResource {
    const kinds = this.resources.map((each) => each.kind);
    const found = this.resources.find((each) => each.kind === kind) ?? refuse({
      path: this.node.path, what: 'resource', got: `'${kind}'`, expected: `one of ${kinds.join(', ')}`, change: `did you mean ${nearest(kind, kinds).word}?`,
    });
    return OperatorResource._of(found, this.node.path, this.watched);
  }

  /**
   * One of its objects, for patching.
   * @throws when there is no such object, with the list of those that there are
   */
  public object(kind: string, name: string): ApiObject {
    const certificate = this.certificates?.node.findAll().find((each) => ApiObject.isApiObject(each) && each.kind === kind && each.name === name);
    return this.others.find((each) => each.kind === kind && each.name === name) ?? certificate as ApiObject ?? this.workload.object(kind, name);
  }

  private checkResources({ group, apiApproval, resources, controller }: OperatorProps, kubernetesMinor: number): void {
    const path = this.node.path;
    if (resources.length === 0) {
      refuse({ path, what: 'resources', got: 'none', expected: 'one custom resource or more', change: 'declare one' });
    }
    const findings = definitionFindings(path, group, apiApproval, this.resources, kubernetesMinor);
    if (findings.length > 0) throw new Error(findings.join('\n'));
    claimNames(this, this.resources);
    const converting = this.resources.find(({ converts }) => converts);
    if (converting && !controller.webhook) {
      refuse({
        path,
        what: `conversionWebhook of ${converting.kind}`,
        got: 'true with a controller without a webhook',
        expected: 'a webhook of the controller that translates',
        change: 'write controller: { webhook: {} }',
      });
    }
  }

  private webhookTarget({ port = 9443, caBundle }: OperatorWebhook): WebhookTarget {
    if (caBundle !== undefined && !/-----BEGIN CERTIFICATE-----/.test(Buffer.from(caBundle, 'base64').toString())) {
      refuse({
        path: this.node.path,
        what: 'controller.webhook.caBundle',
        got: caBundle.startsWith('-----') ? 'PEM as it is' : 'text that is not PEM in Base64',
        expected: 'certificates as PEM, in Base64',
        change: 'encode the file: base64 -w0 ca.crt',
      });
    }
    return { service: webhookService(this.operatorName), namespaceName: this.namespaceName, port, caBundle };
  }

  /** How the API server comes to trust the webhook. */
  private injection({ caBundle }: OperatorWebhook, certificates: Certificates): Record<string, string> {
    if (caBundle !== undefined) return {};
    return certificates._secrets
      ? { [INJECT_FROM_SECRET]: `${this.namespaceName}/${certificates._secrets.webhook}` }
      : { [INJECT_FROM_CERTIFICATE]: `${this.namespaceName}/${webhookService(this.operatorName)}` };
  }

  /** The rules run on what the objects say, patches included. */
  private findings(): string[] {
    return verify(this.workload.readBack(), this.node.path).errors.map((error) => error.replace(`${this.node.path}: `, ''));
  }
}
