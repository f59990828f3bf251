export * from './cluster-guards';
export * from './cluster-props';
export * from './data-cluster';
export * from './data-engine';
export * from './data-storage';
export * from './engine';
export * from './kafka';
