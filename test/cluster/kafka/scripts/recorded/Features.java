import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.sourceforge.argparse4j.inf.Namespace;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.requests.ApiError;
import org.apache.kafka.controller.ClusterFeatureSupportDescriber;
import org.apache.kafka.controller.FeatureControlManager;
import org.apache.kafka.controller.QuorumFeatures;
import org.apache.kafka.metadata.VersionRange;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * What kafka-features prints: Kafka's own tool on the check of Kafka's own controller, with no cluster between them.
 *
 *   java -cp '<kafka>/libs/*' Features.java METADATA describe
 *   java -cp '<kafka>/libs/*' Features.java METADATA upgrade RELEASE [broker-2|controller-1000|controller-1002 until RELEASE | controller-1002 missing]
 */
class Features {
    private final Map<Integer, Map<String, VersionRange>> brokers = new TreeMap<>(), controllers = new TreeMap<>();
    private final Map<String, Short> finalized = new HashMap<>();

    public static void main(String[] args) throws Exception {
        Features cluster = new Features(args[0]);
        if (args.length > 4) {
            String[] member = args[3].split("-");
            Map<Integer, Map<String, VersionRange>> kind = member[0].equals("broker") ? cluster.brokers : cluster.controllers;
            if (args[4].equals("missing")) kind.remove(Integer.parseInt(member[1]));
            else kind.put(Integer.parseInt(member[1]), known(args[5]));
        }
        Map<String, Object> options = new HashMap<>();
        if (args[1].equals("upgrade")) options.putAll(Map.of("release_version", args[2], "dry_run", false));
        Method handle = Class.forName("org.apache.kafka.tools.FeatureCommand")
            .getDeclaredMethod(args[1].equals("upgrade") ? "handleUpgrade" : "handleDescribe", Namespace.class, Admin.class);
        handle.setAccessible(true);
        try {
            handle.invoke(null, new Namespace(options), cluster.admin());
        } catch (InvocationTargetException e) {
            System.err.println(e.getCause().getMessage()); // as FeatureCommand.mainNoExit
        }
    }

    private Features(String release) {
        for (int id : List.of(0, 1, 2)) brokers.put(id, known(null));
        for (int id : List.of(1000, 1001, 1002)) controllers.put(id, known(null));
        MetadataVersion version = MetadataVersion.fromVersionString(release, true);
        for (Feature feature : Feature.PRODUCTION_FEATURES) finalized.put(feature.featureName(), feature.defaultLevel(version));
        finalized.put(MetadataVersion.FEATURE_NAME, version.featureLevel());
    }

    /** What a member knows whose binaries are of that release; of this one. */
    private static Map<String, VersionRange> known(String release) {
        Map<String, VersionRange> features = QuorumFeatures.defaultSupportedFeatureMap(false);
        if (release != null) {
            features.put(MetadataVersion.FEATURE_NAME, VersionRange.of(features.get(MetadataVersion.FEATURE_NAME).min(),
                MetadataVersion.fromVersionString(release, true).featureLevel()));
        }
        return features;
    }

    private Admin admin() {
        return (Admin) Proxy.newProxyInstance(Features.class.getClassLoader(), new Class<?>[] {Admin.class}, (self, method, given) ->
            method.getName().equals("describeFeatures")
                ? made("org.apache.kafka.clients.admin.DescribeFeaturesResult", KafkaFuture.completedFuture(described()))
                : made("org.apache.kafka.clients.admin.UpdateFeaturesResult", updated((Map<?, ?>) given[0])));
    }

    private Object described() throws Exception {
        Map<String, FinalizedVersionRange> levels = new HashMap<>();
        finalized.forEach((name, level) -> levels.put(name, new FinalizedVersionRange(level, level)));
        Map<String, SupportedVersionRange> ranges = new HashMap<>();
        for (Map.Entry<String, VersionRange> entry : known(null).entrySet()) {
            ranges.put(entry.getKey(), new SupportedVersionRange(entry.getValue().min(), entry.getValue().max()));
        }
        return made("org.apache.kafka.clients.admin.FeatureMetadata", levels, Optional.of(4711L), ranges);
    }

    /** As QuorumController.updateFeatures answers, and KafkaAdminClient.updateFeatures hands on: one error is everybody's. */
    private Map<String, KafkaFuture<Void>> updated(Map<?, ?> updates) throws Exception {
        ApiError error = decided(updates);
        Map<String, KafkaFuture<Void>> futures = new HashMap<>();
        for (Object name : updates.keySet()) {
            futures.put((String) name, KafkaFuture.completedFuture((Void) null).thenApply(nothing -> {
                if (error.isFailure()) {
                    throw error.error().exception("The update failed for all features since the following feature had an error: " + error.message());
                }
                return nothing;
            }));
        }
        return futures;
    }

    private ApiError decided(Map<?, ?> updates) throws Exception {
        Object builder = made("org.apache.kafka.controller.FeatureControlManager$Builder");
        call(builder, "setQuorumFeatures", new QuorumFeatures(1000, controllers.get(1000), List.of(1000, 1001, 1002)));
        call(builder, "setClusterFeatureSupportDescriber", new ClusterFeatureSupportDescriber() {
            public Iterator<Map.Entry<Integer, Map<String, VersionRange>>> brokerSupported() {
                return brokers.entrySet().iterator();
            }

            public Iterator<Map.Entry<Integer, Map<String, VersionRange>>> controllerSupported() {
                return controllers.entrySet().iterator();
            }
        });
        FeatureControlManager manager = (FeatureControlManager) call(builder, "build");
        finalized.forEach((name, level) -> manager.replay(new FeatureLevelRecord().setName(name).setFeatureLevel(level)));
        Map<String, Short> levels = new HashMap<>();
        updates.forEach((name, update) -> levels.put((String) name, ((FeatureUpdate) update).maxVersionLevel()));
        return (ApiError) call(call(manager, "updateFeatures", levels, Map.of(), false, 1), "response");
    }

    private static Object made(String type, Object... given) throws Exception {
        Constructor<?> constructor = Class.forName(type).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(given);
    }

    private static Object call(Object object, String name, Object... given) throws Exception {
        for (Method method : object.getClass().getDeclaredMethods()) {
            if (!method.getName().equals(name) || method.getParameterCount() != given.length) continue;
            method.setAccessible(true);
            return method.invoke(object, given);
        }
        throw new NoSuchMethodException(name);
    }
}
