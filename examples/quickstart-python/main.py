from cdk8s import App, Chart, Size
from cdk8s_data import DataStorage, Failure, Guarantees, KafkaCluster, KafkaVersion, Platform

app = App()
Platform.aks(region="eastus", zones=["1", "2", "3"], kubernetes_version="1.34").apply_to(app)
chart = Chart(app, "orders", namespace="orders")

events = KafkaCluster(
    chart,
    "events",
    version=KafkaVersion.V4_3_1,
    replicas=3,
    storage=DataStorage.persistent(Size.gibibytes(100)),
    guarantees=Guarantees(survives=Failure.ZONE),
)
events.add_topic("orders", partitions=12)

app.synth()
