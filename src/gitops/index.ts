export * from './argo-cd-options';
export * from './flux-options';
export * from './flux-source';
export * from './git-ops-layout';
export * from './git-ops-tool';
export * from './resource-health';
export * from './status-check';
