import { Controller, Get, Header, Inject } from '@nestjs/common';
import { EdgeMetrics } from './edge-metrics.js';

/** What Prometheus reads. */
@Controller()
export class MetricsController {
  constructor(@Inject(EdgeMetrics) private readonly metrics: EdgeMetrics) {}

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
