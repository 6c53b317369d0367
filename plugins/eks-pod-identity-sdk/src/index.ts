/**
 * Which AWS SDKs does a repository use, and are they new enough for EKS Pod Identity? Files in, findings out.
 *
 * @packageDocumentation
 */
export { FileFault } from './ecosystem';
export type { Scope, SourceFile } from './ecosystem';
export type { FileReader } from './context';
export type { ScanResult, ScannedFile, SdkFinding, SdkVerdict } from './result';
export { scanFiles } from './scan';
export type { ScanOptions } from './scan';
export { scanServices } from './services';
export { kindOfFormat } from './formats';
export type { FormatKind } from './formats';
export {
  FolderNotFound,
  MAX_FILE_BYTES,
  openFolder,
  scanFolder,
} from './folder';
export {
  MAX_DEPTH,
  MAX_FILES,
  isSkippedFolder,
  isWorthReading,
  selectFiles,
} from './select';
export { scopeOfSurroundings } from './surroundings';
export { LineIndex, decodeText } from './text';
export { Minimums } from './minimums';
export type { MinimumOverrides, SdkMinimum } from './minimums';
export { OFFICIAL_MINIMUMS_PAGE, sdkMinimums } from './data/sdkMinimums';
export type { BelowMinimum, SdkId, SdkMinimumRow } from './data/sdkMinimums';
export { PARSER_VERSION } from './parserVersion';
export { parseSbom } from './ecosystems/sbom/extract';
export type { Sbom, SbomComponent } from './ecosystems/sbom/sbom';
export { BudgetExceeded, DEFAULT_PARSING_LIMITS } from './pool/budget';
export type { ParsingLimits } from './pool/budget';
export { ParsingPool } from './pool/pool';
export type { PoolTask } from './pool/pool';
export { NotRead, refusing, unwatched } from './pool/progress';
export type { Progress } from './pool/progress';
export { scanFolderWithin, scanTextsWithin } from './pool/scanTasks';
export { parseUserAgent } from './userAgent';
export type { CredentialSource, UserAgent } from './userAgent';
