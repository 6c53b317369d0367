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
export { decodeText } from './text';
export { Minimums } from './minimums';
export type { MinimumOverrides, SdkMinimum } from './minimums';
export { OFFICIAL_MINIMUMS_PAGE, sdkMinimums } from './data/sdkMinimums';
export type { BelowMinimum, SdkId, SdkMinimumRow } from './data/sdkMinimums';
export { PARSER_VERSION } from './parserVersion';
export { parseSbom } from './ecosystems/sbom/extract';
export type { Sbom, SbomComponent } from './ecosystems/sbom/sbom';
export { parseUserAgent } from './userAgent';
export type { CredentialSource, UserAgent } from './userAgent';
