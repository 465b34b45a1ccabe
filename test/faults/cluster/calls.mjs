// A raw gRPC client, made from the .proto files and not from the program's own code.
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { Buffer } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import { sleep } from '../wait.mjs';

const PROTO = fileURLToPath(new URL('../../../proto/', import.meta.url));
const FILES = ['campaign', 'result', 'fleet', 'worker'].map((name) => `darkreach/v1/${name}.proto`);
const definition = loadSync(FILES, {
  includeDirs: [PROTO],
  keepCase: true,
  longs: Number,
  enums: String,
  defaults: true,
});
const { darkreach } = grpc.loadPackageDefinition(definition);
const PASSING = [grpc.status.UNAVAILABLE, grpc.status.DEADLINE_EXCEEDED, grpc.status.UNKNOWN];

export class Calls {
  #metadata;
  #clients;

  /** @param address host:port */
  constructor(address, token) {
    this.#metadata = new grpc.Metadata();
    this.#metadata.set('authorization', `Bearer ${token}`);
    const options = { 'grpc.max_reconnect_backoff_ms': 500, 'grpc.use_local_subchannel_pool': 1 };
    // Made from one channel: one connection, whatever is called.
    const channel = new grpc.Channel(address, grpc.credentials.createInsecure(), options);
    const make = (service) =>
      new darkreach.v1[service](address, grpc.credentials.createInsecure(), { channelOverride: channel });
    this.#clients = Object.fromEntries(
      ['CampaignService', 'ResultService', 'FleetService', 'WorkerService'].map((name) => [name, make(name)]),
    );
  }

  /** One unary call. */
  call(service, method, request, seconds = 5) {
    return new Promise((resolve, reject) => {
      const deadline = Date.now() + 1000 * seconds;
      this.#clients[service][method](request, this.#metadata, { deadline }, (error, answer) =>
        error ? reject(error) : resolve(answer),
      );
    });
  }

  /** The same again while the coordinator is away. */
  insist(service, method, request, seconds = 40) {
    return this.#again(() => this.call(service, method, request), seconds);
  }

  /** A campaign method, asked by a client that knows more fields than there are. */
  insistWithUnknownFields(method, request) {
    const client = this.#clients.CampaignService;
    const { path, requestSerialize, responseDeserialize } = client[method];
    // Field 1000, a varint, and field 1001, a string.
    const unknown = Buffer.from([0xc0, 0x3e, 0x07, 0xca, 0x3e, 0x03, 0x6e, 0x65, 0x77]);
    const serialize = (value) => Buffer.concat([requestSerialize(value), unknown]);
    const call = () =>
      new Promise((resolve, reject) => {
        const options = { deadline: Date.now() + 5000 };
        const done = (error, answer) => (error ? reject(error) : resolve(answer));
        client.makeUnaryRequest(path, serialize, responseDeserialize, request, this.#metadata, options, done);
      });
    return this.#again(call, 40);
  }

  async #again(call, seconds) {
    const end = performance.now() + 1000 * seconds;
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!PASSING.includes(error.code) || performance.now() > end) throw error;
        await sleep(150);
      }
    }
  }

  /** Uploads a result. @returns outcome */
  report(header, bytes) {
    return new Promise((resolve, reject) => {
      const stream = this.#clients.WorkerService.ReportShardResults(
        this.#metadata,
        { deadline: Date.now() + 5000 },
        (error, answer) => (error ? reject(error) : resolve(answer.outcomes[0])),
      );
      stream.on('error', () => undefined);
      stream.write({ header });
      for (let at = 0; at < bytes.length; at += 100_000) stream.write({ chunk: bytes.subarray(at, at + 100_000) });
      stream.end();
    });
  }

  /** A result file. */
  download(parent, path) {
    return new Promise((resolve, reject) => {
      const chunks = [];
      const stream = this.#clients.ResultService.DownloadResult({ parent, path }, this.#metadata, {
        deadline: Date.now() + 10_000,
      });
      stream.on('data', ({ chunk }) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  }

  close() {
    for (const client of Object.values(this.#clients)) client.close();
  }
}
