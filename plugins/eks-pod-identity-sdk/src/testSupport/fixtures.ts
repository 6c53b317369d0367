import { readFileSync, readdirSync, statSync } from 'fs';
import { join, relative, sep } from 'path';
import { SourceFile } from '../ecosystem';
import { formatOf } from '../formats';

// eslint-disable-next-line no-restricted-syntax -- fixtures are read in the source tree only
const ECOSYSTEMS = join(__dirname, '..', 'ecosystems');

/** A folder of fixtures with its files, as a scan would get them. */
export interface Fixture {
  name: string;
  files: SourceFile[];
}

/** All folders of fixtures of all ecosystems. */
export function allFixtures(): Fixture[] {
  return readdirSync(ECOSYSTEMS)
    .map(ecosystem => join(ECOSYSTEMS, ecosystem, '__fixtures__'))
    .filter(folder => statSync(folder, { throwIfNoEntry: false }))
    .flatMap(folder =>
      readdirSync(folder).map(name => ({
        name: relative(ECOSYSTEMS, join(folder, name)),
        files: filesIn(join(folder, name)),
      })),
    );
}

function filesIn(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({
      path: relative(folder, path).split(sep).join('/'),
      text: readFileSync(path, 'utf8'),
    }));
}

/** The files of all fixtures that are of a format, with the fixture that they stand in. */
export function filesOfFormat(
  format: string,
): { fixture: Fixture; file: SourceFile }[] {
  return allFixtures().flatMap(fixture =>
    fixture.files
      .filter(({ path }) => formatOf(path)?.format.name === format)
      .map(file => ({ fixture, file })),
  );
}
