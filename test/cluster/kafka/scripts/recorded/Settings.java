import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.server.config.AbstractKafkaConfig;

/**
 * The settings that Kafka itself knows, one a line: the name, the type of its value, and, where Kafka says so in a form that can be read,
 * its bounds or the words that it may be.
 * java -cp '<kafka>/libs/*' Settings.java
 */
class Settings {
    public static void main(String[] args) {
        for (ConfigDef.ConfigKey key : new TreeMap<>(AbstractKafkaConfig.CONFIG_DEF.configKeys()).values()) {
            String bound = key.validator == null ? "" : key.validator.toString();
            System.out.println(key.name + " " + key.type + (bound.matches("\\[.*\\]") ? " " + bound.replace(" ", "") : ""));
        }
    }
}
