import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';

/** Server reflection over the .proto files themselves, with their comments' names and numbers as clients see them. */
export function reflection(): ReflectionService {
  const root = protoFolder();
  const folder = join(root, 'darkreach/v1');
  const files = readdirSync(folder).filter((name) => name.endsWith('.proto'));
  return new ReflectionService(
    loadSync(
      files.sort().map((name) => join(folder, name)),
      { includeDirs: [root] },
    ),
  );
}

/** The folder `proto` of the checkout; built files lie one folder deeper than sources. */
function protoFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'proto/darkreach/v1'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('no folder proto/darkreach/v1 above this program: reflection needs it');
    folder = parent;
  }
  return join(folder, 'proto');
}
