export * from './ends';
