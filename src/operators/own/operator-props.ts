import { ApiResource, ContainerResources } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { AdmissionWebhook, MutatingWebhook } from './admission-webhook';
import { CustomResource } from './custom-resource';
import { Scrape } from '../../observability';
import { PermissionPlan, PodPlan } from '../../plan';
import { Certificates } from '../../security';

/**
 * How the controller's metrics are collected.
 */
export interface OperatorMetrics {
  /**
   * The port that serves them over plain HTTP, at `/metrics`.
   * @default 8080
   */
  readonly port?: number;
  /**
   * How they are collected.
   * @default - Scrape.annotations(), for which nothing has to be there
   */
  readonly scrape?: Scrape;
  /**
   * The namespace of whoever collects them, the only one that the network policy lets in.
   * @default 'monitoring'
   */
  readonly collectorNamespace?: string;
}

/**
 * The controller's webhook, which the API server calls.
 */
export interface OperatorWebhook {
  /**
   * The port that serves it over TLS, to anybody: where the API server calls from is not known.
   * @default 9443
   */
  readonly port?: number;
  /**
   * Where its certificate, named `webhook`, comes from.
   * @default - Certificates.selfSigned(), which needs cert-manager
   */
  readonly certificates?: Certificates;
  /**
   * Where the controller finds `tls.crt` and `tls.key`.
   * @default '/tmp/k8s-webhook-server/serving-certs' - where controller-runtime looks
   */
  readonly certificatePath?: string;
  /**
   * The authority that the API server trusts, PEM in Base64.
   * @default - cert-manager writes it into the definitions and webhooks; with Certificates.secrets from `ca.crt` of the Secret, which must have
   * the annotation `cert-manager.io/allow-direct-injection: "true"`
   */
  readonly caBundle?: string;
  /**
   * What it is asked before custom resources are taken. Not in `kube-system` and the controller's own namespace; with `watchedNamespaces`
   * in these.
   * @default - nothing
   */
  readonly validating?: AdmissionWebhook[];
  /**
   * What it is asked so that it may change custom resources before they are taken. In the same namespaces.
   * @default - nothing
   */
  readonly mutating?: MutatingWebhook[];
}

/**
 * The program that makes what custom resources say true.
 *
 * It is told what was declared by environment variables: `WATCH_NAMESPACE` (names with commas between; absent: all),
 * `OPERATOR_NAMESPACE`, `LEADER_ELECTION` (`true` or `false`), `LEADER_ELECTION_LEASE` (the Lease's name, in its own namespace),
 * `HEALTH_PORT`, `METRICS_PORT`, and with a webhook `WEBHOOK_PORT` and `WEBHOOK_CERTIFICATES` (the folder).
 */
export interface OperatorController {
  /** The image, with tag or digest. */
  readonly image: string;
  /**
   * The command and its arguments. `$(NAME)` is taken as it is written.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * How many pods. One works, the others wait: with two, the loss of a node is a pause of seconds. From two up each stands on a host
   * of its own, and drains take one at a time.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Whether pods agree by a Lease who works. Without it there is one pod, which is stopped before the next one starts.
   * @default true
   */
  readonly leaderElection?: boolean;
  /**
   * The namespaces whose custom resources it serves; it has rights in no other.
   * @default - all, with rights in all
   */
  readonly watchedNamespaces?: string[];
  /**
   * What it makes for its custom resources, and deletes again: `ApiResource.STATEFUL_SETS`.
   * @default - nothing
   */
  readonly owns?: ApiResource[];
  /**
   * What it reads: `ApiResource.SECRETS`. Whoever watches Secrets in all namespaces can read all Secrets.
   * @default - nothing but its custom resources, and what it owns
   */
  readonly watches?: ApiResource[];
  /**
   * Kinds of its custom resources that it puts a finalizer on, so that it can clean up before they are gone.
   * @default - none
   */
  readonly finalizes?: string[];
  /**
   * Further rights. Where neither `namespaces` nor `clusterWide` is said, they hold in the controller's own namespace.
   * @default - none
   */
  readonly permissions?: PermissionPlan[];
  /**
   * Whether it writes Events.
   * @default true
   */
  readonly emitsEvents?: boolean;
  /**
   * What one pod uses. Memory is requested and limited alike.
   * @default - 10 thousandths of a core requested, 128 MiB of memory
   */
  readonly resources?: ContainerResources;
  /**
   * Numeric user and group of the process, never 0.
   * @default 65532 - the user of kubebuilder's image
   */
  readonly user?: number;
  /**
   * Further environment variables.
   * @default - none
   */
  readonly environment?: Record<string, string>;
  /**
   * What is added to the pods.
   * @default - nothing
   */
  readonly pods?: PodPlan;
  /**
   * The port that answers probes over plain HTTP.
   * @default 8081
   */
  readonly healthPort?: number;
  /**
   * Answers while the process is alive.
   * @default '/healthz'
   */
  readonly alivePath?: string;
  /**
   * Answers once the pod works, or could.
   * @default '/readyz'
   */
  readonly readyPath?: string;
  /**
   * How its metrics are collected.
   * @default - on port 8080, by annotations, from the namespace 'monitoring'
   */
  readonly metrics?: OperatorMetrics;
  /**
   * Its webhook.
   * @default - it has none
   */
  readonly webhook?: OperatorWebhook;
}

/**
 * An operator of one's own: kinds of objects, and the program that serves them.
 */
export interface OperatorProps {
  /** The API group of its custom resources: a domain of yours, with a dot in it, `cache.example.com`. It can't be changed later. */
  readonly group: string;
  /** The kinds of objects. */
  readonly resources: CustomResource[];
  /** The program. */
  readonly controller: OperatorController;
  /**
   * The name: the first part of every object's name.
   * @default - the construct's id
   */
  readonly operatorName?: string;
  /**
   * Where the definitions go, such as a chart of their own that is applied before all others.
   * @default - this construct
   */
  readonly definitionsIn?: Construct;
  /**
   * Whether users who may view, edit or administer a namespace may do the same with its custom resources. Kinds that are in no namespace
   * are left out.
   * @default true
   */
  readonly userRoles?: boolean;
  /**
   * For a group under `k8s.io` or `kubernetes.io`: the address of the approval by the Kubernetes project, or a reason that begins
   * with `unapproved`.
   * @see https://github.com/kubernetes/enhancements/pull/1111
   * @default - none
   */
  readonly apiApproval?: string;
}
