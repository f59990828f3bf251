export * from './cert-manager';
export * from './cluster-operator';
export * from './installed-operator';
export { OperatorInstall } from './operator-install';
export type { ArgoCdInstallOptions, FluxInstallOptions, VendoredInstallOptions } from './operator-install';
export * from './operator-props';
export * from './own';
export * from './prometheus';
export * from './strimzi';
