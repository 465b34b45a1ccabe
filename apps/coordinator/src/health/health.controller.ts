import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { Readiness, type ReadinessReport } from './readiness.js';

/** What probes ask. */
@Controller()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  /** The process lives: it answers. */
  @Get('healthz')
  live(): { readonly status: string } {
    return { status: 'live' };
  }

  /** Whether campaigns can be served; 503 with the reasons if not. */
  @Get('readyz')
  async ready(): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    if (report.ready) return report;
    throw new ServiceUnavailableException(report);
  }
}
