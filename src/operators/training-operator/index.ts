export * from './training-operator';
