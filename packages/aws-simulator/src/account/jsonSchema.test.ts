import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { accountFileJsonSchema } from './jsonSchema';

const shipped = join(__dirname, '..', '..', 'schema', 'account.schema.json');

describe('the shipped JSON Schema', () => {
  it('is the one of the zod schema (else: node --require @backstage/cli/config/nodeTransform.cjs scripts/write-schema.ts)', () => {
    expect(JSON.parse(readFileSync(shipped, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(accountFileJsonSchema())),
    );
  });

  it('is a schema that an editor can use', () => {
    const validate = new Ajv({ strict: false }).compile(
      accountFileJsonSchema(),
    );
    expect(
      validate({ accountId: '111122223333', clusters: [{ name: 'a' }] }),
    ).toBe(true);
    expect(validate({ accountId: '1', cluster: [] })).toBe(false);
  });
});
