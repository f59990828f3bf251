/**
 * Options of a delivery by Argo CD.
 */
export interface ArgoCdOptions {
  /** The repository with the manifests, as Argo CD knows it: `https://git.example.com/shop/deploy.git`. */
  readonly repository: string;
  /**
   * The branch, tag or commit.
   * @default 'HEAD', the repository's default branch
   */
  readonly revision?: string;
  /**
   * The project (AppProject) of the Applications. It must allow the repository, the namespaces, and the kinds that are in no namespace.
   * @default 'default'
   */
  readonly project?: string;
  /**
   * The namespace of Argo CD, where its Applications are.
   * @default 'argocd'
   */
  readonly namespaceName?: string;
  /**
   * The name that Argo CD knows the Kubernetes cluster by.
   * @default - the cluster that Argo CD runs in
   */
  readonly clusterName?: string;
  /**
   * Whether the ConfigMap `argocd-cm` is written too, with a health check of `Application`, so that the Applications' waves wait for each other,
   * and of those kinds here that Argo CD has none for. Nothing else stands in it, and it must be applied on the server's side, where Argo CD
   * is installed from its plain manifests, and by one layout alone. Where a chart or an operator keeps that ConfigMap, copy the checks to its values.
   * @default false
   */
  readonly healthChecks?: boolean;
}
