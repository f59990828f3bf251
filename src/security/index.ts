export { Certificates } from './certificates';
export type { CertificateIssuerProps } from './certificates';
export { IssuerKind } from './issuer-kind';
export type { CertificateLifetime } from './lifetime';
