export class TcpProxy {
  constructor(target: { readonly host: string; readonly port: number });
  readonly counts: {
    readonly connections: number;
    readonly bytes: number;
    readonly up: number;
    readonly delayed: number;
    readonly held: number;
    readonly dropped: number;
    readonly resets: number;
  };
  readonly port: number;
  readonly links: number;
  listen(host?: string, port?: number): Promise<number>;
  slow(milliseconds: number): void;
  cut(): void;
  halfOpen(): void;
  reset(): void;
  mend(): void;
  close(): Promise<void>;
}
