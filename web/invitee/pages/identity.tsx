import type { StepId } from '../../../domain/words/shape.ts'
import type { DocumentType } from '../../../domain/verification.ts'
import { say } from '../messages/say.ts'
import { problemsOf, type FormError } from './errors.ts'
import { PostForm, Send } from './forms.tsx'
import { Aside, Note, Page, type Frame } from './frame.tsx'
import { DocumentChoice, PhotoHints } from './photos.tsx'
import { resumedNotice } from './progress.ts'
import { PhoneOffer } from './phone.tsx'
import { type AskedPhoto, PhotoCard } from './photo-card.tsx'

export interface IdentityProps {
  frame: Frame
  steps: readonly StepId[]
  /** Null until the person has chosen. */
  documentType: DocumentType | null
  /** What is asked for with this document, selfie included; empty until it is chosen. */
  photos: readonly AskedPhoto[]
  /** For how many years photos are kept. */
  keptYears: number
  /** The check before this one ran out or was stopped. */
  again?: 'expired' | 'cancelled'
  resumed?: boolean
  /** So many photos came from the phone. */
  arrived?: number | undefined
  errors?: readonly FormError[]
}

/**
 * Document, photos, sending; goes on at the photo where it stopped (R36, R42).
 * Forms: POST /me/identity/document (`document`), POST /me/identity/photo (multipart `kind`, `photo`),
 * POST /me/identity/send (no fields; `photos_left` names what is missing). Links: /me/about, /me/link, /me/decline.
 */
export function IdentityPage(props: IdentityProps) {
  const { frame, steps, documentType, photos, keptYears, again, resumed, arrived, errors } = props
  const { t, rich } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  return (
    <Page
      frame={frame}
      step={{ all: steps, current: 'identity' }}
      heading={t(frame.renewal ? 'renewal.heading' : 'identity.heading')}
      lead={frame.renewal && t('renewal.minutes')}
      problems={problems}
      notice={
        arrived ? t('phone.arrived', { n: arrived }) : resumed ? resumedNotice(frame.language, 'identity') : undefined
      }
      footer={
        photos.length === 0 &&
        !frame.renewal &&
        rich('identity.noCamera', {}, { link: (text) => <a href="/me/link">{text}</a> })
      }
      links={[
        { href: '/me/about', text: t('identity.name') },
        { href: '/me/decline', text: t('common.declineAfterAll') },
      ]}
    >
      {again && <Note tone={again === 'expired' ? 'invitee' : 'ended'}>{t(`identity.${again}`)}</Note>}
      <DocumentChoice frame={frame} chosen={documentType} problems={problems} />
      {photos.map((photo) => (
        <PhotoCard key={photo.kind} frame={frame} photo={photo} problems={problems} />
      ))}
      {photos.length > 0 && <PhotoHints frame={frame} />}
      {photos.length > 0 && <SendPhotos frame={frame} complete={photos.every(({ added }) => added)} />}
      <Aside icon="lock">{t('identity.privacy', { years: keptYears })}</Aside>
      {!frame.renewal && <Aside icon="clock">{t('identity.still')}</Aside>}
      {photos.length > 0 && <PhoneOffer frame={frame} />}
    </Page>
  )
}

/** Sends what is there; while photos are left it stands back, and the answer names what is missing. */
export function SendPhotos({ frame, complete }: { frame: Frame; complete: boolean }) {
  return (
    <PostForm frame={frame} action="/me/identity/send" className="actions">
      <Send second={!complete}>{say(frame.language).t('identity.send')}</Send>
    </PostForm>
  )
}
