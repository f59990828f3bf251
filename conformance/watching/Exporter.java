import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ObjectName;
import io.prometheus.jmx.JmxCollector;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.LinkedHashMap;
import java.util.Map;

public class Exporter {
  record Bean(Map<String, Object> values) implements DynamicMBean {
    public Object getAttribute(String name) { return values.get(name); }
    public AttributeList getAttributes(String[] names) {
      AttributeList list = new AttributeList();
      for (String name : names) if (values.containsKey(name)) list.add(new Attribute(name, values.get(name)));
      return list;
    }
    public void setAttribute(Attribute a) { throw new UnsupportedOperationException(); }
    public AttributeList setAttributes(AttributeList l) { throw new UnsupportedOperationException(); }
    public Object invoke(String n, Object[] p, String[] s) { throw new UnsupportedOperationException(); }
    public MBeanInfo getMBeanInfo() {
      return new MBeanInfo("Bean", "", values.entrySet().stream()
        .map(e -> new MBeanAttributeInfo(e.getKey(), e.getValue().getClass().getName(), "", true, false, false)).toArray(MBeanAttributeInfo[]::new), null, null, null);
    }
  }
  public static void main(String[] args) throws Exception {
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      String[] parts = line.split("\\|");
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 1; i < parts.length; i++) {
        String[] pair = parts[i].split("=", 2);
        Object value;
        try { value = Double.valueOf(pair[1]); } catch (NumberFormatException e) { value = pair[1]; }
        values.put(pair[0], value);
      }
      ManagementFactory.getPlatformMBeanServer().registerMBean(new Bean(values), new ObjectName(parts[0]));
    }
    PrometheusRegistry registry = new PrometheusRegistry();
    new JmxCollector(new File(args[0])).register(registry);
    registry.scrape();
    new PrometheusTextFormatWriter(false).write(System.out, registry.scrape());
  }
}
