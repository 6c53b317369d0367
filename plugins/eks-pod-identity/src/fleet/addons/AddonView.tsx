import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AddonDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { useT } from '../../hooks/useT';
import { RequestDialog, RequestLink } from '../../request';
import { Age, ageText } from '../../shared/Age';
import { FindingGroups } from '../../shared/findings';
import { ManagedByNote, RoleName } from '../../shared/Names';
import { Notice } from '../../shared/Notice';
import { VerdictPill } from '../../shared/Pills';
import { Stack } from '../../shared/Section';
import { Term, Terms } from '../../shared/Terms';
import { clusterPath, useFleetLink } from '../links';
import { AddonAssociations } from './AddonAssociations';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
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
  const [asking, setAsking] = useState(false);
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
            <Button
              variant="contained"
              color="primary"
              onClick={() => setAsking(true)}
            >
              {t('request.button')}
            </Button>
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
      {asking && (
        <RequestDialog
          subjects={[
            {
              kind: 'addon',
              id: addon.id,
              label: `${addon.name} · ${addon.cluster.name}`,
            },
          ]}
          initial={addon.id}
          onClose={() => setAsking(false)}
          onSent={onChanged}
        />
      )}
    </Stack>
  );
}
