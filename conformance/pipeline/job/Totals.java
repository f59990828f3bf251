import java.io.FileReader;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Reads orders, counts them by key, and writes each with its key and its count, `value key count`: whoever reads the topic can tell whether each
 * was counted exactly once. It takes what docs/streaming.md says that a program finds: the properties of both ends.
 *
 *   <delivery: EXACTLY_ONCE or AT_LEAST_ONCE>
 */
public class Totals {
  private static final String FILES = "/etc/kafka/events/config/";
  private static final int KEYS = 7;

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    KafkaSource<String> orders = KafkaSource.<String>builder()
        .setProperties(read("consumer.properties"))
        .setTopics("orders")
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setValueOnlyDeserializer(new SimpleStringSchema())
        .build();
    Properties producer = read("producer.properties");
    KafkaSink<String> totals = KafkaSink.<String>builder()
        .setKafkaProducerConfig(producer)
        .setBootstrapServers(producer.getProperty("bootstrap.servers"))
        .setDeliveryGuarantee(DeliveryGuarantee.valueOf(args[0]))
        .setTransactionalIdPrefix("totals-")
        .setRecordSerializer(KafkaRecordSerializationSchema.builder().setTopic("totals").setValueSerializationSchema(new SimpleStringSchema()).build())
        .build();
    env.fromSource(orders, WatermarkStrategy.noWatermarks(), "orders").uid("orders")
        .keyBy(value -> Math.floorMod(value.hashCode(), KEYS), Types.INT)
        .process(new Count()).uid("count").name("count")
        .sinkTo(totals).uid("totals").name("totals");
    env.execute("totals");
  }

  private static Properties read(String file) throws Exception {
    Properties properties = new Properties();
    try (FileReader reader = new FileReader(FILES + file)) {
      properties.load(reader);
    }
    return properties;
  }

  static class Count extends KeyedProcessFunction<Integer, String, String> {
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(String value, Context context, Collector<String> out) throws Exception {
      long now = count.value() == null ? 1 : count.value() + 1;
      count.update(now);
      out.collect(value + " " + context.getCurrentKey() + " " + now);
    }
  }
}
