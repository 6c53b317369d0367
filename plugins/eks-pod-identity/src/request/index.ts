export { canBeMoved, RequestButton } from './RequestButton';
export { RequestDialog } from './RequestDialog';
export type { Subject } from './RequestDialog';
export { RequestLink } from './RequestLink';
export { RequestPage } from './RequestPage';
export { useRequestPath } from './useRequestPath';
export { isOpen, useServiceRequests } from './useRequests';
