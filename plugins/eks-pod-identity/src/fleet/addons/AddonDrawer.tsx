import { EmptyState } from '@backstage/core-components';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { statusOf, usePodIdentityApi } from '../../hooks/useApiCalls';
import { useLoad } from '../../hooks/useLoad';
import { useT } from '../../hooks/useT';
import { LoadGate } from '../../shared/LoadGate';
import { AddonView } from './AddonView';

const useStyles = makeStyles(theme => ({
  paper: { width: 'min(640px, 100vw)' },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 2, 1, 3),
  },
  body: { padding: theme.spacing(0, 3, 3) },
}));

/** Everything about the add-on of a cell, beside the grid; closed without an id. */
export function AddonDrawer(props: {
  id?: string;
  onClose(): void;
  onChanged(): void;
}) {
  const { id, onClose, onChanged } = props;
  const t = useT();
  const classes = useStyles();
  return (
    <Drawer
      anchor="right"
      open={id !== undefined}
      onClose={onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': 'addon-drawer-title',
      }}
    >
      {id !== undefined && (
        <AddonOf
          key={id}
          id={id}
          onChanged={onChanged}
          closeButton={
            <IconButton
              size="small"
              aria-label={t('action.close')}
              onClick={onClose}
            >
              <CloseIcon />
            </IconButton>
          }
        />
      )}
    </Drawer>
  );
}

function AddonOf(props: {
  id: string;
  closeButton: JSX.Element;
  onChanged(): void;
}) {
  const { id, closeButton, onChanged } = props;
  const t = useT();
  const api = usePodIdentityApi();
  const classes = useStyles();
  const addon = useLoad(
    signal => api.getAddon({ params: { id } }, { signal }),
    [api, id],
  );
  const unknown =
    !addon.value && [400, 404].includes(statusOf(addon.error) ?? 0);
  const { value } = addon;
  return (
    <>
      <div className={classes.head}>
        <Typography
          id="addon-drawer-title"
          variant="h6"
          component="h2"
          style={{ overflowWrap: 'anywhere' }}
        >
          {value
            ? t('fleet.addons.drawer', {
                addon: value.name,
                cluster: value.cluster.name,
              })
            : t('column.addon')}
        </Typography>
        {closeButton}
      </div>
      <div className={classes.body}>
        {unknown ? (
          <EmptyState missing="data" title={t('fleet.addons.notFound')} />
        ) : (
          <LoadGate loaded={addon}>
            {detail => (
              <AddonView
                addon={detail}
                onChanged={() => {
                  addon.reload();
                  onChanged();
                }}
              />
            )}
          </LoadGate>
        )}
      </div>
    </>
  );
}
