export * from './admission-webhook';
export * from './custom-resource';
export { Operator } from './operator';
export * from './operator-props';
export { OperatorResource } from './operator-resource';
export type { CustomObjectOptions } from './operator-resource';
export { Schema } from './schema';
export * from './schema-options';
