import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import type {
  MigrationRequestDetail,
  Plan,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { useT } from '../hooks/useT';
import { CreateForm } from './CreateForm';
import { SelectFilter } from '../shared/Filters';
import { SentRequest } from './SentRequest';

/** Something whose move can be asked for. */
export interface Subject {
  kind: Plan['kind'];
  id: string;
  /** How a person knows it: `shop/orders · main`. */
  label: string;
}

const useStyles = makeStyles(theme => ({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    paddingBottom: theme.spacing(2),
    '& > *': { flex: 'none' },
  },
  subject: { '& > div': { maxWidth: '100%', minWidth: 280 } },
  only: { fontWeight: 600, overflowWrap: 'anywhere' },
}));

/** Asks for a move: choose what, look at the plan, say why, send; then what the request renders to. */
export function RequestDialog(props: {
  subjects: Subject[];
  initial: string;
  entityRef?: string;
  onClose(): void;
  onSent(request: MigrationRequestDetail): void;
}) {
  const { subjects, initial, entityRef, onClose, onSent } = props;
  const t = useT();
  const classes = useStyles();
  const [chosen, setChosen] = useState(initial);
  const [sent, setSent] = useState<MigrationRequestDetail>();
  const subject = subjects.find(({ id }) => id === chosen) ?? subjects[0];
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      scroll="paper"
      onClose={onClose}
      aria-labelledby="request-dialog-title"
    >
      <DialogTitle id="request-dialog-title">
        {sent ? t('request.dialog.sentTitle') : t('request.dialog.title')}
      </DialogTitle>
      {sent ? (
        <>
          <DialogContent dividers className={classes.content}>
            <SentRequest request={sent} />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('action.close')}</Button>
          </DialogActions>
        </>
      ) : (
        <CreateForm
          key={subject.id}
          subject={subject}
          entityRef={entityRef}
          onCancel={onClose}
          onSent={request => {
            setSent(request);
            onSent(request);
          }}
        >
          {subjects.length > 1 ? (
            <div className={classes.subject}>
              <SelectFilter
                required
                id="request-subject"
                label={t('request.dialog.subject')}
                value={subject.id}
                options={subjects.map(({ id, label }) => ({
                  value: id,
                  label,
                }))}
                onChange={value => setChosen(value ?? initial)}
              />
            </div>
          ) : (
            <div className={classes.only}>{subject.label}</div>
          )}
        </CreateForm>
      )}
    </Dialog>
  );
}
