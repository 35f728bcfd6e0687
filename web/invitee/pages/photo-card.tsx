import { wordsIn } from '../../../domain/words/index.ts'
import type { DocumentKind } from '../../../domain/verification.ts'
import { Icon } from '../../kit/icons.tsx'
import { say } from '../messages/say.ts'
import { photoField, type Problem } from './errors.ts'
import type { Frame } from './frame.tsx'
import { PhotoForm, PhotoHead } from './photos.tsx'
import { Sketch } from './sketches.tsx'

/** A photo that the check asks for. */
export interface AskedPhoto {
  kind: DocumentKind
  added: boolean
}

interface PhotoCardProps {
  frame: Frame
  photo: AskedPhoto
  problems: readonly Problem[]
  action?: string
}

/** One photo: how to take it, or that it is there. */
export function PhotoCard({ frame, photo: { kind, added }, problems, action }: PhotoCardProps) {
  const { t } = say(frame.language)
  const words = wordsIn(frame.language).documentKinds[kind]
  const form = <PhotoForm frame={frame} kind={kind} problems={problems} take={words.take} action={action} />
  if (!added) {
    return (
      <section className="box">
        <PhotoHead sketch={<Sketch kind={kind} />} name={words.name}>
          <p>{words.how}</p>
        </PhotoHead>
        {form}
      </section>
    )
  }
  const name = (
    <>
      {words.name}
      <span className="sr">: {t('identity.done')}</span>
    </>
  )
  const fold = (
    <details className="fold" open={problems.some(({ field }) => field === photoField(kind))}>
      <summary>
        {t('identity.again')}
        <span className="sr">: {words.name}</span>
      </summary>
      {form}
    </details>
  )
  return (
    <section className="box t-done">
      <PhotoHead sketch={<Sketch kind={kind} />} name={name} fold={fold}>
        <p className="state">
          <Icon name="discCheck" />
          {t('identity.added')}
        </p>
      </PhotoHead>
    </section>
  )
}
