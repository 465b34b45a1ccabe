// A network of its own for one process: a namespace, joined to this machine by a pair of virtual interfaces.
import { execFileSync, spawnSync } from 'node:child_process';

const ip = (...words) => execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });

/** Why there can be none; undefined where there can. */
export function namespaceObstacle() {
  if (process.getuid?.() !== 0) return 'it takes root';
  if (spawnSync('ip', ['-V']).status !== 0) return 'it takes ip (package iproute2)';
  const name = `dr-probe-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', name]);
  if (made.status !== 0) return `network namespaces are not allowed here: ${made.stderr.toString().trim()}`;
  ip('netns', 'del', name);
  return undefined;
}

export class Namespace {
  constructor() {
    const number = process.pid % 60_000;
    this.name = `dr-${number}`;
    this.outside = `dro${number}`;
    this.inside = `dri${number}`;
    this.host = `10.213.${number % 250}.1`;
    this.guest = `10.213.${number % 250}.2`;
  }

  open() {
    this.close();
    ip('netns', 'add', this.name);
    ip('link', 'add', this.outside, 'type', 'veth', 'peer', 'name', this.inside);
    ip('link', 'set', this.inside, 'netns', this.name);
    ip('addr', 'add', `${this.host}/30`, 'dev', this.outside);
    ip('link', 'set', this.outside, 'up');
    ip('-n', this.name, 'addr', 'add', `${this.guest}/30`, 'dev', this.inside);
    ip('-n', this.name, 'link', 'set', this.inside, 'up');
    ip('-n', this.name, 'link', 'set', 'lo', 'up');
  }

  /** A command that runs inside. */
  command(command, args) {
    return { command: 'ip', args: ['netns', 'exec', this.name, command, ...args] };
  }

  cut() {
    ip('link', 'set', this.outside, 'down');
  }

  mend() {
    ip('link', 'set', this.outside, 'up');
  }

  /** Packets that went out to it. */
  get packets() {
    const [{ stats64 }] = JSON.parse(execFileSync('ip', ['-j', '-s', 'link', 'show', this.outside]));
    return stats64.tx.packets + stats64.rx.packets;
  }

  close() {
    spawnSync('ip', ['netns', 'del', this.name]);
    spawnSync('ip', ['link', 'del', this.outside]);
  }
}
