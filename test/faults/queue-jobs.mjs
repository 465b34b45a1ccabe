// Jobs that a queue still has of a campaign, read from its keys or rows.

/** @returns a function from the id of a campaign to the shards of its jobs */
export function queueJobs(cluster) {
  return cluster.redis ? (id) => inRedis(cluster.redis, id) : (id) => inPostgres(cluster.postgres, id);
}

async function inRedis(redis, id) {
  const script = `local found = {}
    for _, key in ipairs(redis.call('KEYS', '*darkreach-*')) do
      if redis.call('TYPE', key).ok == 'hash' then
        local data = redis.call('HGET', key, 'data')
        if data and string.find(data, ARGV[1], 1, true) then table.insert(found, key .. ' ' .. data) end
      end
    end
    return found`;
  return redis.ask('EVAL', script, '0', id);
}

async function inPostgres(postgres, id) {
  const schemas = await postgres.rows("select schemaname from pg_tables where tablename = 'job'");
  const found = [];
  for (const { schemaname } of schemas) {
    const text = `select state, data from ${schemaname}.job where data::text like $1`;
    const rows = await postgres.rows(text, [`%${id}%`]);
    found.push(...rows.map(({ state, data }) => `${state} ${JSON.stringify(data)}`));
  }
  return found;
}
