export type { AksProps } from './aks';
export type { EksProps } from './eks';
export type { GkeProps } from './gke';
export type { OnPremProps } from './on-prem';
export type { PlatformOptions } from './options';
export { Platform } from './platform';
