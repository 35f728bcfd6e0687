import { create } from 'qrcode'
import { time } from '../../../domain/words/dates.ts'
import { say } from '../messages/say.ts'
import type { FormError } from './errors.ts'
import { problemsOf } from './errors.ts'
import { Field, PostForm, Send } from './forms.tsx'
import { Aside, type Frame, Page } from './frame.tsx'
import { type AskedPhoto, PhotoCard } from './photo-card.tsx'
import { PhotoHints } from './photos.tsx'
import type { Invitation } from './role.tsx'

const lookSeconds = 3

/** “No camera here? Go on with your phone”. Form: POST /me/identity/phone (no fields). */
export function PhoneOffer({ frame }: { frame: Frame }) {
  const { rich } = say(frame.language)
  return (
    <PostForm frame={frame} action="/me/identity/phone" className="offer">
      {rich('phone.offer', {}, { button: (text) => <button className="textlink">{text}</button> })}
    </PostForm>
  )
}

export interface HandOverProps {
  frame: Frame
  /** The whole address to scan, and where and what to type instead. */
  address: string
  site: string
  code: string
  number: number
  /** The phone has joined; so many photos came since. */
  joined: boolean
  arrived: number
}

/** The computer's side: a code to scan, the number, and waiting; looks again by itself. */
export function PhoneHandOverPage({ frame, address, site, code, number, joined, arrived }: HandOverProps) {
  const { t, rich } = say(frame.language)
  const lead = arrived > 0 ? t('phone.arrived', { n: arrived }) : t('phone.waits')
  return (
    <Page
      frame={frame}
      heading={t('phone.heading')}
      lead={lead}
      reloadSeconds={10}
      links={[{ href: '/me/identity', text: t('phone.back') }]}
    >
      {!joined && (
        <div className="qr">
          <QrCode text={address} label={t('phone.code')} />
          <p>{rich('phone.scan', { address: site, code })}</p>
        </div>
      )}
      <p>{t('phone.number')}</p>
      <p className="num">{number}</p>
      <p className="hint" data-look-again={lookSeconds}>
        {t('phone.reload')}
      </p>
    </Page>
  )
}

/** A code to scan, drawn with nothing but a path: no script, no style. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const squares = Array.from(data, (dark, i) => (dark ? `M${i % size} ${Math.floor(i / size)}h1v1h-1z` : '')).join('')
  return (
    <svg viewBox={`-2 -2 ${size + 4} ${size + 4}`} width="168" height="168" role="img" aria-label={label}>
      <path d={`M-2-2h${size + 4}v${size + 4}h-${size + 4}z`} fill="#fff" />
      <path d={squares} fill="#1d1c1a" shapeRendering="crispEdges" />
    </svg>
  )
}

export interface PhoneAskProps {
  frame: Frame
  invitation: Invitation
  number: number
  until: Date
  code: string
}

/** The phone's first page: the same number, whose check it is, yes or no. Forms: POST /p/CODE (`answer` = yes | no). */
export function PhoneAskPage({ frame, invitation, number, until, code }: PhoneAskProps) {
  const { t } = say(frame.language)
  return (
    <Page frame={frame} heading={t('phone.same')} footer={t('phone.until', { time: time(until, frame) })}>
      <p className="num">{number}</p>
      <dl className="facts">
        <dt>{t('phone.invitedBy')}</dt>
        <dd>{invitation.inviter}</dd>
        <dt>{t('phone.account')}</dt>
        <dd>{invitation.account}</dd>
        <dt>{t('phone.invited')}</dt>
        <dd>{invitation.address}</dd>
      </dl>
      <PostForm frame={frame} action={`/p/${code}`} className="actions">
        <button className="btn b" name="answer" value="yes">
          {t('phone.yes')}
        </button>
        <button className="btn" name="answer" value="no">
          {t('phone.no')}
        </button>
      </PostForm>
      <Aside icon="warning">{t('phone.notYours')}</Aside>
    </Page>
  )
}

/** Where the code is typed. Form: GET /p (`code`). */
export function PhoneTypePage({ frame }: { frame: Frame }) {
  const { t } = say(frame.language)
  return (
    <Page frame={frame} heading={t('phone.type')}>
      <form method="get" action="/p" className="actions">
        <Field
          name="code"
          label={t('phone.type.label')}
          problems={[]}
          maxLength={12}
          autoCapitalize="characters"
          autoComplete="off"
        />
        <Send>{t('phone.type.go')}</Send>
      </form>
    </Page>
  )
}

/** The code is dead, was stopped, or all is done. */
export function PhoneEndPage({ frame, kind }: { frame: Frame; kind: 'dead' | 'stopped' | 'done' }) {
  const { t } = say(frame.language)
  return <Page frame={frame} heading={t(`phone.${kind}`)} lead={t(`phone.${kind}.what`)} />
}

export interface PhonePhotosProps {
  frame: Frame
  photos: readonly AskedPhoto[]
  errors?: readonly FormError[] | undefined
}

/** The phone adds photos and sees nothing else. Forms: POST /phone/photo (multipart `kind`, `photo`). */
export function PhonePhotosPage({ frame, photos, errors }: PhonePhotosProps) {
  const { t } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  const done = photos.every(({ added }) => added)
  return (
    <Page
      frame={frame}
      heading={t(done ? 'phone.done' : 'phone.photos')}
      lead={t(done ? 'phone.done.what' : 'phone.photos.what')}
      problems={problems}
    >
      <PhotoHints frame={frame} />
      {photos.map((photo) => (
        <PhotoCard key={photo.kind} frame={frame} photo={photo} problems={problems} action="/phone/photo" />
      ))}
    </Page>
  )
}
