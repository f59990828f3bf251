export * from './ends';
export * from './sink';
export * from './source';
