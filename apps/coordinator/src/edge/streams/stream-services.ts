import type { Server } from '@grpc/grpc-js';
import type { Engine } from '../../desk.js';
import type { EdgeMetrics } from '../../metrics/edge-metrics.js';
import { streamDefinition } from '../service-definitions.js';
import { downloadResult } from './download-result.js';
import { reportShardResults } from './report-shard-results.js';
import { UploadBudget } from './upload-budget.js';
import { Watchers } from './watch-campaign.js';

const MOST_UPLOAD_BYTES = 256 * 1024 * 1024;
const STALLED_AFTER_MS = 30_000;

/** The streams, which grpc-js serves itself: Nest has no back-pressure for them. */
export interface StreamServices {
  addTo(server: Server): void;
  /** Ends those that would not end by themselves. */
  end(error: Error): void;
}

export function streamServices(engine: Engine, metrics: EdgeMetrics): StreamServices {
  const watchers = new Watchers({ campaigns: engine.campaigns, changed: (number) => metrics.watchers.set(number) });
  const upload = reportShardResults({
    leases: engine.leases,
    budget: new UploadBudget(MOST_UPLOAD_BYTES, (bytes) => metrics.uploadReserved.set(bytes)),
    received: (bytes) => metrics.uploadBytes.inc(bytes),
    stalledAfterMs: STALLED_AFTER_MS,
  });
  return {
    addTo: (server) => {
      server.addService(streamDefinition('darkreach.v1.CampaignService'), { WatchCampaign: watchers.handler });
      server.addService(streamDefinition('darkreach.v1.ResultService'), {
        DownloadResult: downloadResult(engine.results),
      });
      server.addService(streamDefinition('darkreach.v1.WorkerService'), { ReportShardResults: upload });
    },
    end: (error) => watchers.end(error),
  };
}
