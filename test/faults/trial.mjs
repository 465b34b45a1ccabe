// One run of one campaign under faults: what they see of it, and when they may strike.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep, until } from './wait.mjs';

const ENDED = ['succeeded', 'partial', 'failed', 'cancelled'];
const POLL_EVERY = 40;

export class Trial {
  /** When a fault struck, by its name, in ms since 1970. */
  struck = new Map();
  /** What the ledger said last. */
  seen = { status: '', stage: '', merged: 0, total: 0 };
  over = false;

  constructor({ cluster, campaign, folder, random, log = () => undefined }) {
    Object.assign(this, { cluster, campaign, folder, random, log });
    mkdirSync(folder, { recursive: true });
  }

  /** A fault strikes now. */
  strike(name, time = Date.now()) {
    if (!this.struck.has(name)) this.struck.set(name, time);
    this.log(`  ${name} at ${this.seen.stage} ${this.seen.merged}/${this.seen.total}`);
  }

  async submit() {
    const { name, yaml } = this.campaign;
    const request = { campaign_yaml: yaml, file_name: `${name}.yaml`, request_id: `${name}-${Date.now()}` };
    const answer = await this.cluster.operator.insist('CampaignService', 'CreateCampaign', request);
    this.id = answer.name.replace('campaigns/', '');
    this.began = Date.now();
  }

  /** Follows the ledger until the campaign has ended. */
  async follow(seconds) {
    const deadline = performance.now() + 1000 * seconds;
    while (!this.over) {
      if (performance.now() > deadline) {
        const { status, stage, merged, total } = this.seen;
        throw new Error(`not ended within ${seconds} s: ${status}, ${stage}, ${merged} of ${total} merged`);
      }
      await this.#look().catch(() => undefined);
      await sleep(POLL_EVERY);
    }
  }

  /** Resolves when this share of the simulation is merged. */
  async reached(share) {
    const there = () => {
      const { stage, merged, total } = this.seen;
      return (stage === 'simulate' && total > 0 && merged >= share * total) || this.tooLate;
    };
    await until(`${share} of the simulation`, there, { within: 120_000, every: 20 });
    if (this.tooLate) throw new Error('the campaign had gone too far to strike');
  }

  get tooLate() {
    return this.over || this.seen.stage === 'report';
  }

  /** A failpoint was hit; its marker file says when. */
  async hit(name, { within = 120_000 } = {}) {
    const file = join(this.cluster.markers, name);
    await until(`failpoint ${name}`, () => existsSync(file) || (this.over && !existsSync(file) && 'over'), { within });
    if (!existsSync(file)) throw new Error(`failpoint ${name} was not hit`);
    return statSync(file).mtimeMs;
  }

  forget(name) {
    rmSync(join(this.cluster.markers, name), { force: true });
  }

  /** Rows of the ledger about this campaign; $1 is its id. */
  rows(text, values = []) {
    return this.cluster.postgres.rows(text, [this.id, ...values]);
  }

  /** Entries of its log that match. */
  async logged(pattern) {
    const rows = await this.rows('select message, worker_id, shard_id from darkreach.log where campaign_id = $1');
    return rows.filter(({ message }) => pattern.test(message));
  }

  /** Fetches the result files. @returns their folder */
  async fetch() {
    const folder = join(this.folder, 'results');
    mkdirSync(folder, { recursive: true });
    for (const path of ['limits.csv', 'limits.json', 'histograms.json']) {
      const content = await until(`${path} is served`, () =>
        this.cluster.operator.download(`campaigns/${this.id}`, path),
      );
      writeFileSync(join(folder, path), content);
    }
    return folder;
  }

  /** Milliseconds from a strike to the next shard that was merged after it; undefined if none was. */
  async recovery(name) {
    const [{ next }] = await this.rows(
      `select min(extract(epoch from updated_at) * 1000)::float8 as next from darkreach.shards
        where campaign_id = $1 and phase = 'merged' and not reused and updated_at > to_timestamp($2)`,
      [this.struck.get(name) / 1000],
    );
    return next === null ? undefined : next - this.struck.get(name);
  }

  /** Output of a process since it began. */
  output(name) {
    return readFileSync(join(this.cluster.folder, `${name}.log`), 'utf8');
  }

  async #look() {
    const rows = await this.rows(
      `select c.status, c.stage, c.message, s.merged, s.total from darkreach.campaigns c, lateral
        (select count(*) filter (where phase = 'merged')::int as merged, count(*)::int as total
          from darkreach.shards where campaign_id = c.id and stage = c.stage) s where c.id = $1`,
    );
    const [row] = rows;
    if (!row) return;
    this.seen = row;
    this.over = ENDED.includes(row.status);
  }
}
