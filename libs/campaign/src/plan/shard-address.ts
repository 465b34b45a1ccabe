import { createHash } from 'node:crypto';
import type { EventKernel } from '@darkreach/kernels';
import { CampaignPlanError } from '../errors.js';
import type { FitJob, RunnerDevice } from '../runner/runner.js';
import { canonicalJson } from '../spec/canonical-json.js';
import type { ShardJob } from './campaign-plan.js';
import type { TemplateBook } from './template-book.js';
import { kernelDigest } from './work-digest.js';

/** What of a device decides bits: its class, and the answers of its self-test. */
export type DeviceClass = Pick<RunnerDevice, 'backend' | 'digest'>;

/**
 * Content addresses: SHA-256, hex, of everything that decides the result of a piece of work. Equal addresses mean equal
 * bits, in whatever campaign, whenever, and on whatever machine; another formula, parameter, axis, key or class of device
 * has another address.
 */
export class WorkAddresses {
  private readonly kernels = new Map<EventKernel, string>();
  private readonly templates: Map<string, string>;

  /** @param version of the program: the text of the statistics is not hashed, so that a version stands for it */
  constructor(
    private readonly book: TemplateBook,
    private readonly device: DeviceClass,
    private readonly version: string,
  ) {
    this.templates = knownTemplates(book, device);
  }

  /** @throws CampaignPlanError for a shard of no template of the campaign, or of one that is not simulated */
  ofShard({ templateId, firstEvent, events, key }: ShardJob): string {
    const template = this.templates.get(templateId) ?? this.ofTemplate(templateId);
    this.templates.set(templateId, template);
    return digest({ kind: 'shard', template, firstEvent, events, key });
  }

  ofFit({ model, options }: FitJob): string {
    return digest({ kind: 'fit', ...this.deviceClass(), version: this.version, model, options });
  }

  private ofTemplate(templateId: string): string {
    const recipe = this.book.byId.get(templateId)?.recipe;
    if (recipe?.source.kind !== 'simulated') throw new CampaignPlanError(`${templateId} is not simulated`);
    const { axis, source } = recipe;
    const { kernel, parameters } = source;
    const formulas = this.kernels.get(kernel) ?? kernelDigest(kernel);
    this.kernels.set(kernel, formulas);
    return digest({ kind: 'template', ...this.deviceClass(), axis, parameters, formulas });
  }

  private deviceClass(): { readonly backend: string; readonly device: string } {
    return { backend: this.device.backend, device: this.device.digest };
  }
}

/** Digests of templates, by book and class of device: those of ten thousand masses take a second. */
const known = new WeakMap<TemplateBook, Map<string, Map<string, string>>>();

function knownTemplates(book: TemplateBook, { backend, digest: answers }: DeviceClass): Map<string, string> {
  const byDevice = known.get(book) ?? new Map<string, Map<string, string>>();
  known.set(book, byDevice);
  const device = `${backend}/${answers}`;
  const templates = byDevice.get(device) ?? new Map<string, string>();
  byDevice.set(device, templates);
  return templates;
}

function digest(content: object): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
