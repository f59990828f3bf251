"""The engine of test/fixtures/log-engine.ts once more, in Python: an engine need not be written in TypeScript."""
import jsii
from cdk8s import App, Chart, Size
from cdk8s_data import (
    Audience, BudgetPlan, CertificatePlan, CheckPlan, ComponentLife, ComponentPlan, Credentials, DataCluster, DataStorage, Domain,
    EndpointPlan, EndpointRole, Failure, FarewellPlan, GroupPlan, IDataEngine, LossEffect, PlacementPlan, PortPlan, ResourcePlan,
    RoleTold, Takeover, UpdateOrder, UpdatePlan, VolumePlan, WorkloadPlan,
)


@jsii.implements(IDataEngine)
class LogEngine:
    def plan(self, request):
        majority = int(request.replicas) // 2 + 1
        return WorkloadPlan(
            name=request.name,
            namespace_name=request.namespace_name,
            system="log",
            version="1.0.0",
            promise=request.promise,
            site=request.site,
            components=[ComponentPlan(
                name="member",
                life=ComponentLife.MEMBER,
                replicas=request.replicas,
                image="registry.example.com/log:1.0.0",
                user=1000,
                resources=ResourcePlan(memory_bytes=request.resources.memory_bytes or 256 * 1024 * 1024),
                ports=[PortPlan(name="log", number=7000, audience=Audience.CLIENTS, peers=["member"])],
                volumes=[VolumePlan(
                    name="data", path="/data", bytes=request.storage.bytes, durable=request.storage.durable, retain=request.storage.retain,
                )],
                gate=CheckPlan(command=["/log", "caught-up"], every_seconds=10, timeout_seconds=5),
                farewell=FarewellPlan(wait_seconds=0, stop_seconds=30, grace_seconds=60),
                placement=[PlacementPlan(over=Domain.HOST, at_most=1, hard=request.promise.survives != Failure.NONE)],
                update=UpdatePlan(order=UpdateOrder.SERIAL),
            )],
            groups=[GroupPlan(
                name="quorum", components=["member"], copies=request.replicas, serves_with=majority, acknowledged_by=majority, votes=True,
                takeover=Takeover.SYSTEM, loss_of_one=LossEffect.NOTHING, holds_state=True,
            )],
            budgets=[BudgetPlan(components=["member"], max_unavailable=1)] if request.replicas > 1 else [],
            endpoints=[EndpointPlan(
                name="log", component="member", port="log", role=EndpointRole.ANY, told=RoleTold.ALL, encrypted=True,
                credentials=Credentials.CERTIFICATE,
            )],
            certificates=[CertificatePlan(
                name="member", secret_name=f"{request.name}-member-tls", common_name=request.name,
                organization=request.namespace_name, dns_names=[request.name],
            )],
            tasks=[],
            accepted_risks=request.accepted_risks,
            conflicts=[],
        )


app = App()
chart = Chart(app, "journal", namespace="orders")
DataCluster(chart, "journal", engine=LogEngine(), replicas=3, storage=DataStorage.persistent(Size.gibibytes(1)))
app.synth()
