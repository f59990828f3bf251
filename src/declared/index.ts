export type { ResourceRequest } from './resources';
