import { useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  title: {
    color: theme.palette.common.white,
    fontSize: 18,
    fontWeight: 700,
    padding: theme.spacing(2.5, 3),
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
}));

/** The organization's name above the sidebar; its first letter when the sidebar is folded. */
export const SidebarTitle = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const name =
    useApi(configApiRef).getOptionalString('organization.name') ?? 'Backstage';
  return <div className={classes.title}>{isOpen ? name : name[0]}</div>;
};
