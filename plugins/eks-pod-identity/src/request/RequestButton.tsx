import Button from '@material-ui/core/Button';
import type {
  MigrationRequestDetail,
  Workload,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ReactNode, useState } from 'react';
import { useMayRequest } from '../hooks/useRights';
import { useT } from '../hooks/useT';
import { RequestDialog, Subject } from './RequestDialog';

/** Whether there is a move left to ask for. */
export function canBeMoved(
  workload: Pick<Workload, 'verdict' | 'requestId'>,
): boolean {
  return (
    !workload.requestId &&
    workload.verdict !== 'migrated' &&
    workload.verdict !== 'not-applicable'
  );
}

/**
 * Opens the dialog that asks for a move; where there are several subjects, the dialog lets choose. It is shown to those
 * who may ask: for the service, or where there is none, for everything.
 */
export function RequestButton(props: {
  subjects: Subject[];
  entityRef?: string;
  small?: boolean;
  /** Instead of `Request the move`. */
  text?: string;
  /** Shown instead to those who may not ask. */
  denied?: ReactNode;
  onSent?(request: MigrationRequestDetail): void;
}) {
  const { subjects, entityRef, small, text, denied, onSent } = props;
  const t = useT();
  const right = useMayRequest(entityRef);
  const [open, setOpen] = useState(false);
  // The reader goes on looking at what was sent; the page behind is refreshed when they are done.
  const [sent, setSent] = useState<MigrationRequestDetail>();
  if (!open) {
    if (!subjects.length) return null;
    if (!right.allowed) return <>{right.denied && denied}</>;
  }
  const close = () => {
    setOpen(false);
    if (sent) {
      setSent(undefined);
      onSent?.(sent);
    }
  };
  return (
    <>
      <Button
        color="primary"
        variant={small ? 'outlined' : 'contained'}
        size={small ? 'small' : 'medium'}
        style={{ whiteSpace: 'nowrap' }}
        aria-label={
          small && !text
            ? `${t('request.button')}: ${subjects[0]?.label}`
            : undefined
        }
        onClick={() => setOpen(true)}
      >
        {text ?? (small ? t('request.buttonShort') : t('request.button'))}
      </Button>
      {open && (
        <RequestDialog
          subjects={subjects}
          initial={subjects[0].id}
          entityRef={entityRef}
          onClose={close}
          onSent={setSent}
        />
      )}
    </>
  );
}
