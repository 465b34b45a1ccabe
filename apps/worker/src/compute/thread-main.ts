import { workerData } from 'node:worker_threads';
import { serveThread, ShardWorker, type ThreadData } from '@darkreach/campaign';
import { withThreadFaults } from './thread-faults.js';

/** The program of a worker_thread: as that of a run in one process, with the faults that tests ask for. */
const opening = ShardWorker.open((workerData as ThreadData).device);
serveThread(opening.then((worker) => withThreadFaults(worker, process.env)));
