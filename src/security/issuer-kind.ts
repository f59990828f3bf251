/**
 * The kind of an object that signs certificates.
 */
export class IssuerKind {
  /** An issuer of cert-manager in the workload's own namespace. */
  public static readonly ISSUER = new IssuerKind('cert-manager.io', 'Issuer');

  /** An issuer of cert-manager for the whole cluster. */
  public static readonly CLUSTER_ISSUER = new IssuerKind('cert-manager.io', 'ClusterIssuer');

  /**
   * An issuer that plugs into cert-manager: `IssuerKind.external('awspca.cert-manager.io', 'AWSPCAClusterIssuer')`.
   *
   * @see https://cert-manager.io/docs/configuration/issuers/
   */
  public static external(group: string, kind: string): IssuerKind {
    return new IssuerKind(group, kind);
  }

  private constructor(
    /** The API group. */
    public readonly group: string,
    /** The kind, as manifests name it. */
    public readonly kind: string,
  ) {}
}
