import { IDataEngine } from './engine';
import { KafkaEngine } from './kafka/kafka-engine';
import { KafkaOptions } from './kafka/kafka-options';

/**
 * The engines that this library knows. An engine of your own implements `IDataEngine` and is used in the same place.
 */
export class DataEngine {
  /** Apache Kafka in KRaft mode, 4.2 and later. `replicas` are its brokers. */
  public static kafka(options: KafkaOptions): IDataEngine {
    return new KafkaEngine(options);
  }

  private constructor() {}
}
