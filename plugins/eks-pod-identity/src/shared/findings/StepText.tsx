import { CopyBlock } from '../CopyBlock';
import { stepParts } from './stepParts';

/** A step in prose, with commands and documents to copy. */
export function StepText(props: { step: string }) {
  return (
    <>
      {stepParts(props.step).map(({ kind, text }, index) => {
        switch (kind) {
          case 'command':
          case 'document':
            return <CopyBlock key={index} text={text} />;
          case 'name':
            return <code key={index}>{text}</code>;
          default:
            return <span key={index}>{text}</span>;
        }
      })}
    </>
  );
}
