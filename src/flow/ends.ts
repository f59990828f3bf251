import { FlowClient, FlowConnection, SinkUse } from './flow-client';

/**
 * Something that can be read from: `KafkaTopic`, `Source`.
 */
export interface ISource {
  /** The name by which a person knows it. */
  readonly flowName: string;
  /** @internal */
  _connectSource(client: FlowClient): FlowConnection;
}

/**
 * Something that can be written to: `KafkaTopic`, `Sink`.
 */
export interface ISink {
  /** The name by which a person knows it. */
  readonly flowName: string;
  /** `use`: what was said of how it is written to; else that follows from what the client promises. @internal */
  _connectSink(client: FlowClient, use?: SinkUse): FlowConnection;
}
