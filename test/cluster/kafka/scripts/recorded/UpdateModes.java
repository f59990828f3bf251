import java.util.Map;
import java.util.TreeMap;

/**
 * What Kafka itself says of its settings that change while it runs, one a line: the update mode and the name.
 * java -cp '<kafka>/libs/*' UpdateModes.java
 */
class UpdateModes {
    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        Map<String, String> modes;
        try {
            Class<?> since43 = Class.forName("org.apache.kafka.server.config.DynamicBrokerConfig");
            modes = (Map<String, String>) since43.getMethod("dynamicConfigUpdateModes").invoke(null);
        } catch (ClassNotFoundException e) {
            Class<?> until42 = Class.forName("kafka.server.DynamicBrokerConfig$");
            modes = (Map<String, String>) until42.getMethod("dynamicConfigUpdateModes").invoke(until42.getField("MODULE$").get(null));
        }
        new TreeMap<>(modes).forEach((name, mode) -> System.out.println(mode + " " + name));
    }
}
