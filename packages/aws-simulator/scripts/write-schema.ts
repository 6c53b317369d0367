import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountFileJsonSchema } from '../src/account/jsonSchema';

writeFileSync(
  join(__dirname, '..', 'schema', 'account.schema.json'),
  `${JSON.stringify(accountFileJsonSchema(), null, 2)}\n`,
);
