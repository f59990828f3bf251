export * from './cluster';
export * from './contract';
export * from './gitops';
export * from './observability';
export * from './operators';
export * from './plan';
export * from './platform';
export * from './security';
