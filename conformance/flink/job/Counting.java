import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.util.Collector;

/**
 * Counts the numbers from 0 by key, and writes each with its count, once the checkpoint that covers it is complete: whoever reads the files can
 * tell whether each was counted exactly once. A line is `number key count graph code`: the count is state, `graph` was told to main(), `code` is
 * in the jar.
 *
 *   --out folder [--records 9223372036854775807] [--rate 100] [--keys 7] [--graph a] [--extra true]
 *
 * `extra` adds an operator with state of its own; a job that had it can't be restored without it, unless that is allowed.
 */
public class Counting {
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i].substring(2), args[i + 1]);
    long records = Long.parseLong(options.getOrDefault("records", String.valueOf(Long.MAX_VALUE)));
    double rate = Double.parseDouble(options.getOrDefault("rate", "100"));
    long keys = Long.parseLong(options.getOrDefault("keys", "7"));
    String graph = options.getOrDefault("graph", "a");
    String out = options.get("out");

    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(number -> number, records, RateLimiterStrategy.perSecond(rate), Types.LONG);
    var lines = env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers").uid("numbers")
        .keyBy(number -> number % keys, Types.LONG)
        .process(new Count(graph)).uid("count").name("count");
    if (Boolean.parseBoolean(options.get("extra"))) {
      lines = lines.keyBy(line -> line.split(" ")[1], Types.STRING).process(new Seen()).uid("seen").name("seen");
    }
    lines.sinkTo(FileSink.forRowFormat(new Path(out), new SimpleStringEncoder<String>()).withRollingPolicy(OnCheckpointRollingPolicy.build()).build())
        .uid("files").name("files");
    env.execute("counting");
  }

  static class Count extends KeyedProcessFunction<Long, Long, String> {
    private final String graph;
    private transient ValueState<Long> count;

    Count(String graph) {
      this.graph = graph;
    }

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<String> out) throws Exception {
      long now = count.value() == null ? 1 : count.value() + 1;
      count.update(now);
      out.collect(number + " " + context.getCurrentKey() + " " + now + " " + graph + " " + Code.VERSION);
    }
  }

  static class Seen extends KeyedProcessFunction<String, String, String> {
    private transient ValueState<Boolean> seen;

    @Override
    public void open(OpenContext context) {
      seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
    }

    @Override
    public void processElement(String line, Context context, Collector<String> out) throws Exception {
      seen.update(true);
      out.collect(line);
    }
  }
}
