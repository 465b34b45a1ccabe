import { workerData } from 'node:worker_threads';
import type { ThreadData } from './compute-thread.js';
import { serveThread } from './serve-thread.js';
import { ShardWorker } from './shard-worker.js';

/** The program of a worker_thread: opens a device and answers one task after the other. */
serveThread(ShardWorker.open((workerData as ThreadData).device));
