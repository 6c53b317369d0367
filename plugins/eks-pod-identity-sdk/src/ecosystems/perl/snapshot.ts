import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';

/**
 * cpanfile.snapshot of Carton: a distribution is indented by two, its members by four, their modules by six. Every
 * distribution ends with what it requires.
 */
export function extractSnapshot(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const rows = file.text.split('\n');
  if (!rows.some(row => row === 'DISTRIBUTIONS')) {
    throw new FileFault('has no DISTRIBUTIONS; is it cut off?');
  }
  if (rows.pop() !== '') {
    throw new FileFault('has no end of its last line; is it cut off?');
  }
  const found: FoundPackage[] = [];
  let open: { line: number; hasModules: boolean } | undefined;
  rows.forEach((row, index) => {
    const distribution = /^ {2}(\S+)-(v?\d\S*)$/.exec(row);
    if (distribution) {
      const [, name, version] = distribution;
      open = { line: index + 1, hasModules: false };
      if (context.wanted(name)) {
        found.push({
          name,
          version: version.replace(/^v/, ''),
          line: index + 1,
          direct: null,
          scope: 'unknown',
          via: [],
        });
      }
    } else if (/^ {4}(provides|requirements):/.test(row) && open) {
      open.hasModules = true;
    }
  });
  if (open && !open.hasModules) {
    throw new FileFault('ends within a distribution', open.line);
  }
  return { packages: mergeFound(found), graph: 'complete' };
}
