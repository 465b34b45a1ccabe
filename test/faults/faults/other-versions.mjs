const name = 'other-versions';
const FAILED_PRECONDITION = 9;

/** A worker of another version is sent away; a request of a newer client, with fields that nobody knows here, is served. */
export const otherVersions = {
  name,
  kind: 'old worker, newer client',
  takes: [],
  make: (random) => {
    const share = random.between(0, 0.5);
    const worker_id = `old-${random.bits().toString(16).padStart(8, '0')}`;
    let refusal;
    let served;
    return {
      detail: `at ${share.toFixed(2)}`,
      inject: async (trial) => {
        await trial.reached(share);
        const { worker, operator, postgres } = trial.cluster;
        const [device] = await postgres.rows(
          'select backend, adapter, digest from darkreach.workers order by seen_at desc limit 1',
        );
        trial.strike(name);
        const old = { worker_id, display_name: 'old', version: '0.0.1', device, threads: 1 };
        refusal = await worker.insist('WorkerService', 'RegisterWorker', old).catch((error) => error);
        served = await operator.insistWithUnknownFields('GetCampaign', { name: `campaigns/${trial.id}` });
      },
      fired: ({ id }) => {
        if (refusal?.code === FAILED_PRECONDITION && served?.name === `campaigns/${id}`) return refusal.details;
        throw new Error(`the old worker heard ${refusal?.message ?? 'OK'}; the newer client ${served?.name}`);
      },
    };
  },
};
