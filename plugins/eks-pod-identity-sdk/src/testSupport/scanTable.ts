/* eslint-disable jest/no-export -- what several tables of tests share */
import { readdirSync } from 'fs';
import { join } from 'path';
import { scanFolder } from '../folder';
import { SdkFinding, SdkVerdict } from '../result';

/** One folder of fixtures and what a scan of it has to say. */
export interface ScanRow {
  /** Reads as a sentence. */
  name: string;
  /** Folder below `__fixtures__`. */
  folder: string;
  verdict: SdkVerdict;
  /** As {@link describeFinding} writes them, in the order of the files. */
  sdks: string[];
  /** Part of the reason of the verdict, where it matters. */
  reason?: RegExp;
}

const SUPPORT = new Map([
  [true, 'supported'],
  [false, 'too old'],
  [null, 'unknown'],
]);

/** `js-v2 aws-sdk 2.1.0 package-lock.json:12 runtime direct: too old`, with the path in place of `direct` where there is one. */
export function describeFinding(finding: SdkFinding): string {
  const asked = finding.direct ? 'direct' : 'found';
  const how = finding.via.length > 0 ? `via ${finding.via.join(' > ')}` : asked;
  return `${finding.sdk} ${finding.package} ${
    finding.version ?? finding.range ?? '?'
  } ${finding.file}:${finding.line} ${finding.scope} ${how}: ${SUPPORT.get(
    finding.supportsPodIdentity,
  )}`;
}

/** One test per row, and one that no folder of fixtures lacks a row. */
export function scanTable(folder: string, rows: ScanRow[]): void {
  const fixtures = join(folder, '__fixtures__');
  it.each(rows)('$name', async row => {
    const result = await scanFolder(join(fixtures, row.folder));
    expect(result.files.filter(({ ok }) => !ok)).toEqual([]);
    expect(result.sdks.map(describeFinding)).toEqual(row.sdks);
    expect(result.verdict).toBe(row.verdict);
    expect(result.reason).toMatch(row.reason ?? /./);
  });

  it('has a row for every folder of fixtures', () => {
    expect([...new Set(rows.map(row => row.folder))].sort()).toEqual(
      readdirSync(fixtures).sort(),
    );
  });
}
