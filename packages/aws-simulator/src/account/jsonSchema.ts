import { z } from 'zod';
import { accountFileSchema } from './schema';

/** The JSON Schema of the account file, for editors; shipped as schema/account.schema.json. */
export function accountFileJsonSchema(): object {
  return {
    ...z.toJSONSchema(accountFileSchema, { io: 'input' }),
    title: 'AWS simulator account file',
  };
}
