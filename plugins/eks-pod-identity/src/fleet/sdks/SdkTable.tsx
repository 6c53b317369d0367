import { makeStyles } from '@material-ui/core/styles';
import type { SdkMinimum } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import type { T } from '../../hooks/useT';
import { ENTITY_CONTENT_PATH } from '../../routes';
import { DataTable } from '../../shared/DataTable';
import { FoldedList } from '../../shared/FoldedList';
import { EntityLink } from '../../shared/Names';
import { Pill } from '../../shared/Pill';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  name: { fontWeight: 600, whiteSpace: 'nowrap' },
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.75rem' },
  packages: {
    maxWidth: 260,
    fontFamily: 'monospace',
    fontSize: '0.75rem',
    color: toneText(theme, 'muted'),
    overflowWrap: 'anywhere',
  },
  version: { maxWidth: 200, overflowWrap: 'anywhere' },
  effective: { maxWidth: 200, fontWeight: 600, overflowWrap: 'anywhere' },
  evidence: { minWidth: 240, maxWidth: 460, overflowWrap: 'anywhere' },
}));

const knownBelow = [
  'fails',
  'falls-through',
  'fails-or-falls-through',
  'works-for-a-day',
  'unknown',
] as const;

function belowText(t: T, below: string): string {
  const known = knownBelow.find(value => value === below);
  return known ? t(`fleet.sdks.below.${known}`) : below;
}

function effectiveText(t: T, version: string): string {
  return version === 'never' ? t('fleet.sdks.never') : version;
}

/** Whether what AWS publishes leads astray; where it publishes nothing there is nothing to differ from. */
function differs(official: string, effective: string): boolean {
  return official !== '' && official !== effective;
}

/** Minimums side by side, why they differ, what an older one does, and who is below. */
export function SdkTable(props: { minimums: SdkMinimum[]; empty: string }) {
  const t = useT();
  const classes = useStyles();
  return (
    <DataTable
      label={t('fleet.tab.sdks')}
      rows={props.minimums}
      rowKey={({ sdk }) => sdk}
      empty={props.empty}
      columns={[
        {
          key: 'sdk',
          title: t('column.sdk'),
          render: ({ sdk, registry, packages }) => (
            <>
              <div className={classes.name}>
                {sdk} <span className={classes.quiet}>{registry}</span>
              </div>
              <div className={classes.packages}>{packages.join(', ')}</div>
            </>
          ),
        },
        {
          key: 'official',
          title: t('fleet.sdks.official'),
          render: ({ officialMinimum }) => (
            <div className={classes.version}>
              {officialMinimum || t('fleet.sdks.notPublished')}
            </div>
          ),
        },
        {
          key: 'effective',
          title: t('fleet.sdks.effective'),
          render: ({ effectiveMinimum, officialMinimum, overridden }) => (
            <>
              <div className={classes.effective}>
                {effectiveText(t, effectiveMinimum)}
              </div>
              {overridden && (
                <Pill tone="info">{t('fleet.sdks.overridden')}</Pill>
              )}
              {!overridden && differs(officialMinimum, effectiveMinimum) && (
                <Pill tone="warning">{t('fleet.sdks.differs')}</Pill>
              )}
            </>
          ),
        },
        {
          key: 'evidence',
          title: t('fleet.sdks.evidence'),
          render: ({ evidence }) => (
            <div className={classes.evidence}>{evidence}</div>
          ),
        },
        {
          key: 'below',
          title: t('fleet.sdks.belowTitle'),
          render: ({ below }) => (
            <div className={classes.version}>{belowText(t, below)}</div>
          ),
        },
        {
          key: 'who',
          title: t('fleet.sdks.who'),
          render: ({ servicesBelow }) =>
            servicesBelow.length ? (
              <FoldedList
                items={servicesBelow}
                limit={4}
                render={({ entityRef, version }) => (
                  <>
                    <EntityLink
                      entityRef={entityRef}
                      path={ENTITY_CONTENT_PATH}
                      width={180}
                    />{' '}
                    <span className={classes.quiet}>{version}</span>
                  </>
                )}
              />
            ) : (
              t('fleet.sdks.nobody')
            ),
        },
      ]}
    />
  );
}
