import type {
  Addon,
  Outcome,
  RequestState,
  SdkSummary,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { Theme } from '@material-ui/core/styles';

/** What a colour means; each screen names meanings, never colours. */
export type Tone =
  | 'danger'
  | 'warning'
  | 'neutral'
  | 'info'
  | 'success'
  | 'muted';

/** Text colours with a contrast of at least 4.5 on paper and on their own tint, per theme. */
const light: Record<Tone, string> = {
  danger: '#a61b1b',
  warning: '#8a4b00',
  neutral: '#4a5568',
  info: '#1553a8',
  success: '#1b6630',
  muted: '#5c6670',
};
const dark: Record<Tone, string> = {
  danger: '#ff9a91',
  warning: '#ffc06b',
  neutral: '#c3ccd6',
  info: '#8fbcff',
  success: '#8edb9b',
  muted: '#ccd5dd',
};
const solids: Record<Tone, string> = {
  danger: '#c62828',
  warning: '#e08a00',
  neutral: '#8592a1',
  info: '#2f74d0',
  success: '#2e9e4f',
  muted: '#c4ccd4',
};

/** Colour of text in a tone. */
export function toneText(theme: Theme, tone: Tone): string {
  return (theme.palette.type === 'dark' ? dark : light)[tone];
}

/** Colour of bars and dots in a tone. */
export function toneSolid(tone: Tone): string {
  return solids[tone];
}

/** Background tint in a tone. */
export function toneTint(theme: Theme, tone: Tone): string {
  return `${solids[tone]}${theme.palette.type === 'dark' ? '24' : '1c'}`;
}

export const verdictTones: Record<Verdict, Tone> = {
  blocked: 'danger',
  'action-required': 'warning',
  unknown: 'neutral',
  ready: 'info',
  migrated: 'success',
  'not-applicable': 'muted',
};

export const outcomeTones: Record<Outcome, Tone> = {
  fail: 'danger',
  unknown: 'neutral',
  warn: 'warning',
  pass: 'success',
  'not-applicable': 'muted',
};

export const requestTones: Record<RequestState, Tone> = {
  'pending-approval': 'warning',
  approved: 'info',
  'in-progress': 'info',
  verifying: 'info',
  completed: 'success',
  rejected: 'danger',
  cancelled: 'muted',
  paused: 'neutral',
  failed: 'danger',
  'rolling-back': 'warning',
  'rolled-back': 'muted',
};

export const identityTones: Record<Addon['identity'], Tone> = {
  irsa: 'warning',
  both: 'danger',
  'node-role': 'info',
  unknown: 'neutral',
  'pod-identity': 'success',
  'none-needed': 'muted',
};

export const sdkTones: Record<SdkSummary['verdict'], Tone> = {
  supported: 'success',
  'too-old': 'danger',
  unknown: 'neutral',
  'no-aws-sdk': 'muted',
};
