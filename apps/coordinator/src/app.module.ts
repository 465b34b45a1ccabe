import { Module, type DynamicModule } from '@nestjs/common';
import { CAMPAIGN_DESK, FLEET_DESK, LEASE_DESK, RESULT_DESK, type Engine } from './desk.js';
import { CampaignController } from './edge/controllers/campaign.controller.js';
import { ChannelController } from './edge/controllers/channel.controller.js';
import { FleetController } from './edge/controllers/fleet.controller.js';
import { ResultController } from './edge/controllers/result.controller.js';
import { WorkerController } from './edge/controllers/worker.controller.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { EdgeMetrics } from './metrics/edge-metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';

/** What the controllers are given. */
export interface AppParts {
  readonly engine: Engine;
  readonly readiness: Readiness;
  readonly metrics: EdgeMetrics;
}

/** The application: controllers of gRPC and HTTP over the desks of an engine. */
@Module({})
export class AppModule {
  static of({ engine, readiness, metrics }: AppParts): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        CampaignController,
        ChannelController,
        FleetController,
        HealthController,
        MetricsController,
        ResultController,
        WorkerController,
      ],
      providers: [
        { provide: CAMPAIGN_DESK, useValue: engine.campaigns },
        { provide: FLEET_DESK, useValue: engine.fleet },
        { provide: LEASE_DESK, useValue: engine.leases },
        { provide: RESULT_DESK, useValue: engine.results },
        { provide: Readiness, useValue: readiness },
        { provide: EdgeMetrics, useValue: metrics },
      ],
    };
  }
}
