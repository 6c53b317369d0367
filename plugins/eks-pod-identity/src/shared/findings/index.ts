export { EvidenceList } from './EvidenceList';
export { FindingGroups } from './FindingGroups';
export { groupFindings, missingOf } from './groupFindings';
export type { SubjectFinding } from './groupFindings';
export { StepText } from './StepText';
