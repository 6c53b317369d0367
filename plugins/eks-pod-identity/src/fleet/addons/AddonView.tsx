import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AddonDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { RequestButton, RequestLink } from '../../request';
import { Age, ageText } from '../../shared/Age';
import { FindingGroups } from '../../shared/findings';
import { ManagedByNote, RoleName } from '../../shared/Names';
import { Notice } from '../../shared/Notice';
import { VerdictPill } from '../../shared/Pills';
import { Stack } from '../../shared/Section';
import { Term, Terms } from '../../shared/Terms';
import { toneText } from '../../shared/tones';
import { clusterPath, useFleetLink } from '../links';
import { AddonAssociations } from './AddonAssociations';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.875rem' },
  findings: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
}));

/** Whether there is anything that a request could move. */
function canMove({ verdict }: AddonDetail): boolean {
  return verdict !== 'migrated' && verdict !== 'not-applicable';
}

/** One add-on: how it gets permissions, its associations, findings with remedies, and the way to a request. */
export function AddonView(props: { addon: AddonDetail; onChanged(): void }) {
  const { addon, onChanged } = props;
  const t = useT();
  const link = useFleetLink();
  const classes = useStyles();
  const { supportsPodIdentity: supports } = addon;
  return (
    <Stack>
      <div className={classes.row}>
        <VerdictPill large verdict={addon.verdict} />
        <span>{addon.sentence}</span>
      </div>
      {addon.stale && (
        <Notice
          tone="warning"
          title={t('fleet.clusters.staleSince', {
            age: ageText(addon.stale.since, t('locale')),
          })}
        >
          {addon.stale.reason}
        </Notice>
      )}
      <div className={classes.row}>
        {addon.requestId ? (
          <RequestLink id={addon.requestId}>{t('request.open')}</RequestLink>
        ) : (
          canMove(addon) && (
            <RequestButton
              denied={
                <span className={classes.quiet}>
                  {t('request.who.platform')}
                </span>
              }
              onSent={onChanged}
              subjects={[
                {
                  kind: 'addon',
                  id: addon.id,
                  label: `${addon.name} · ${addon.cluster.name}`,
                },
              ]}
            />
          )
        )}
        <ManagedByNote managedBy={addon.managedBy} />
      </div>
      <Terms>
        <Term title={t('column.cluster')}>
          <Link to={link(clusterPath(addon.cluster))}>
            {addon.cluster.name} · {addon.cluster.region}
          </Link>
        </Term>
        <Term title={t('fleet.addons.installed')}>{addon.version}</Term>
        <Term title={t('fleet.addons.status')}>{addon.status}</Term>
        <Term title={t('fleet.addons.identity')}>
          {t(`addonIdentity.${addon.identity}`)}
        </Term>
        <Term title={t('fleet.addons.supports')}>
          {supports === null && t('addonIdentity.unknown')}
          {supports === true && t('fleet.addons.yes')}
          {supports === false && t('fleet.addons.no')}
        </Term>
        {addon.roleArn && (
          <Term title={t('fleet.addons.roleOfIrsa')}>
            <RoleName arn={addon.roleArn} width={360} />
          </Term>
        )}
        <Term title={t('column.readAt')}>
          <Age at={addon.assessedAt} />
        </Term>
      </Terms>
      <div>
        <Typography variant="subtitle1" component="h3">
          {t('fleet.addons.associations')}
        </Typography>
        <AddonAssociations associations={addon.associations} />
      </div>
      <div>
        <Typography variant="subtitle1" component="h3">
          {t('entity.findings')}
        </Typography>
        <div className={classes.findings}>
          <FindingGroups
            findings={addon.findings.map(finding => ({ finding }))}
          />
        </div>
      </div>
    </Stack>
  );
}
