import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import BlockedIcon from '@material-ui/icons/Block';
import MigratedIcon from '@material-ui/icons/CheckCircle';
import UnknownIcon from '@material-ui/icons/HelpOutline';
import ReadyIcon from '@material-ui/icons/PlayCircleOutline';
import NotApplicableIcon from '@material-ui/icons/RemoveCircleOutline';
import ActionIcon from '@material-ui/icons/ReportProblem';
import type { Verdict } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { ComponentType } from 'react';

/** A shape per verdict, for places that have no room for its word: shapes differ where colours look alike. */
export const verdictIcons: Record<Verdict, ComponentType<SvgIconProps>> = {
  blocked: BlockedIcon,
  'action-required': ActionIcon,
  unknown: UnknownIcon,
  ready: ReadyIcon,
  migrated: MigratedIcon,
  'not-applicable': NotApplicableIcon,
};
