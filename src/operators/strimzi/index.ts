export * from './strimzi-operator';
