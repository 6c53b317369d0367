import { z } from 'zod';
import { Scope } from '../../../ecosystem';
import { inShape } from '../../../json';
import { Asked } from '../manifest';
import { normalName, scopeOfGroup } from '../names';
import { poetryPin } from '../pyproject/poetry';
import { parseToml } from '../../../toml';

const dependency = z.union([
  z.string(),
  z.looseObject({
    version: z.string().optional(),
    git: z.string().optional(),
    path: z.string().optional(),
    file: z.string().optional(),
  }),
]);

const NOT_PACKAGES = new Set(['source', 'requires', 'pipenv', 'scripts']);

/** What a Pipfile asks for, over all categories. Throws a FileFault for what is none. */
export function parsePipfile(text: string): Asked[] {
  const data = inShape(z.record(z.string(), z.unknown()), parseToml(text));
  return Object.entries(data)
    .filter(([category]) => !NOT_PACKAGES.has(category))
    .flatMap(([category, value]) =>
      Object.entries(inShape(z.record(z.string(), dependency), value)).map(
        ([name, entry]) => ({
          name: normalName(name),
          scope: scopeOf(category),
          pin:
            typeof entry === 'string'
              ? poetryPin(entry)
              : poetryPin({ ...entry, path: entry.path ?? entry.file }),
        }),
      ),
    );
}

function scopeOf(category: string): Scope {
  if (category === 'packages') return 'runtime';
  return category === 'dev-packages' ? 'development' : scopeOfGroup(category);
}
