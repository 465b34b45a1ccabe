// Watches a campaign a thousand times, over ten connections; says how many snapshots came. The name of the campaign is a line of
// its input, once it has said that it is ready: its own start is not what is measured.
import { createInterface } from 'node:readline';
import { connect } from './client.mjs';

const [server, count] = process.argv.slice(2);
const clients = Array.from({ length: 10 }, (_, i) =>
  // Channels with equal options share a connection; these are to have ten.
  connect(server, { 'grpc.use_local_subchannel_pool': 1, 'grpc.primary_user_agent': `watchers-${i}` }),
);
let snapshots = 0;
createInterface({ input: process.stdin }).once('line', (name) => {
  for (let i = 0; i < Number(count); i++) clients[i % clients.length].watch(name, () => (snapshots += 1));
});
process.on('SIGTERM', () => {
  console.log(snapshots);
  process.exit(0);
});
console.log('ready');
