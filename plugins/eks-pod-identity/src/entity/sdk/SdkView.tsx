import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { T, useT } from '../../hooks/useT';
import { Age } from '../../shared/Age';
import { Pill } from '../../shared/Pill';
import { Term, Terms } from '../../shared/Terms';
import type { Tone } from '../../shared/tones';
import { idleScope } from './decides';
import { belowText, sourceText } from './texts';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  sdk: {
    padding: theme.spacing(1.25, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    marginBottom: theme.spacing(0.75),
    overflowWrap: 'anywhere',
  },
  name: { fontWeight: 600, fontSize: '0.9rem' },
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.8125rem' },
}));

/** One SDK: version, judgement and why, minimums, what an older one does, where it was seen and what brings it. */
export function SdkView(props: { sdk: SdkEvidence }) {
  const { sdk } = props;
  const t = useT();
  const classes = useStyles();
  const scope = idleScope(sdk);
  const { url, where, readAt } = sdk.evidence;
  return (
    <div className={classes.sdk}>
      <div className={classes.head}>
        <Pill tone={judgementTone(sdk)} dot>
          {judgement(t, sdk)}
        </Pill>
        <span className={classes.name}>
          {sdk.package} {versionText(t, sdk)}
        </span>
        <span className={classes.quiet}>{sdk.sdk}</span>
        {scope && <Pill tone="muted">{t(`entity.sdk.scope.${scope}`)}</Pill>}
      </div>
      <Terms>
        <Term title={t('entity.sdk.why')}>{sdk.reason}</Term>
        <Term title={t('entity.sdk.minimum')}>
          {sdk.minimum ?? t('entity.sdk.noMinimum')}
          {sdk.officialMinimum && sdk.officialMinimum !== sdk.minimum && (
            <span className={classes.quiet}>
              {' · '}
              {t('entity.sdk.official', { official: sdk.officialMinimum })}
            </span>
          )}
        </Term>
        {sdk.below && (
          <Term title={t('entity.sdk.below')}>{belowText(t, sdk.below)}</Term>
        )}
        <Term title={t('entity.sdk.from')}>
          {sourceText(t, sdk.source)}
          {' · '}
          {url ? (
            <Link to={url}>
              <code>{where}</code>
            </Link>
          ) : (
            <code>{where}</code>
          )}
          {readAt && (
            <>
              {' · '}
              <Age at={readAt} />
            </>
          )}
        </Term>
        {sdk.via && sdk.via.length > 0 && (
          <Term title={t('entity.sdk.via')}>{sdk.via.join(' → ')}</Term>
        )}
        {sdk.direct === false && !sdk.via?.length && (
          <Term title={t('entity.sdk.via')}>{t('entity.sdk.transitive')}</Term>
        )}
      </Terms>
    </div>
  );
}

function versionText(t: T, { version, range }: SdkEvidence): string {
  return (
    version ??
    (range ? t('entity.sdk.range', { range }) : t('entity.sdk.noVersion'))
  );
}

function judgement(t: T, { supportsPodIdentity }: SdkEvidence): string {
  if (supportsPodIdentity === null) return t('entity.sdk.undecided');
  return supportsPodIdentity
    ? t('entity.sdk.supported')
    : t('entity.sdk.tooOld');
}

function judgementTone({ supportsPodIdentity }: SdkEvidence): Tone {
  if (supportsPodIdentity === null) return 'neutral';
  return supportsPodIdentity ? 'success' : 'danger';
}
