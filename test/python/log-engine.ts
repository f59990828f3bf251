// The TypeScript side of log_engine.py: both must write the same bytes.
import { App, Chart, Size } from 'cdk8s';
import { LogEngine } from '../fixtures/log-engine';
import { DataCluster, DataStorage } from 'cdk8s-data';

const app = new App();
const chart = new Chart(app, 'journal', { namespace: 'orders' });
new DataCluster(chart, 'journal', { engine: new LogEngine(), replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)) });
app.synth();
