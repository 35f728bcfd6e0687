import type { ReactNode } from 'react'
import { day } from '../../../domain/words/dates.ts'
import { reasonText, reasonWords, wordsIn } from '../../../domain/words/index.ts'
import type { StepId } from '../../../domain/words/shape.ts'
import type { DocumentKind, DocumentPart, DocumentType, ResubmissionReason } from '../../../domain/verification.ts'
import { Icon } from '../../kit/icons.tsx'
import { say } from '../messages/say.ts'
import { problemsOf, type FormError, type Problem } from './errors.ts'
import { Page, Until, type Frame } from './frame.tsx'
import { SendPhotos } from './identity.tsx'
import { DocumentChoice, PhotoForm, PhotoHints } from './photos.tsx'
import { canBeDrawn, DocumentSketch } from './sketches.tsx'

/** A document that is asked for again. */
export interface AskedAgain {
  kind: DocumentKind
  reason: ResubmissionReason
  /** What can’t be read, for `glare`; when it ran out, for `out_of_date`. */
  part?: DocumentPart | undefined
  ranOutOn?: Date | undefined
  /** The new photo is there (or the name corrected), but not sent yet. */
  renewed: boolean
}

export interface ResubmissionProps {
  frame: Frame
  steps: readonly StepId[]
  asked: readonly AskedAgain[]
  /** Accepted, nothing to do. */
  kept: readonly DocumentKind[]
  documentType: DocumentType
  tryNumber: number
  tryLimit: number
  errors?: readonly FormError[]
}

/**
 * Which document, why, and what helps (R42); accepted ones stay; how many tries are left (R44).
 * Forms: POST /me/identity/photo (multipart `kind`, `photo`), POST /me/identity/document (`document`),
 * POST /me/identity/send (offered once everything asked for is renewed). Links: /me/about for a name, /me/decline.
 */
export function ResubmissionPage({ frame, steps, asked, kept, documentType, errors, ...tries }: ResubmissionProps) {
  const { t } = say(frame.language)
  const problems = problemsOf(frame.language, errors)
  const nameOnly = asked.every(({ reason }) => reason === 'name_differs')
  const left = asked.filter(({ renewed }) => !renewed).length
  return (
    <Page
      frame={frame}
      step={{ all: steps, current: 'identity' }}
      deadlineIn="page"
      heading={nameOnly ? t('again.heading.name') : t('again.heading', { n: asked.length })}
      lead={t('again.what')}
      problems={problems}
      links={[{ href: '/me/decline', text: t('common.declineAfterAll') }]}
    >
      {asked.map((one) => (
        <AskedCard key={one.kind} frame={frame} asked={one} problems={problems} />
      ))}
      {kept.map((kind) => (
        <KeptCard key={kind} frame={frame} kind={kind} />
      ))}
      <PhotoHints frame={frame} />
      {left === 0 && <SendPhotos frame={frame} complete />}
      <Until frame={frame}>
        {t('again.still')} {triesText(frame, tries)}
      </Until>
      <details className="fold">
        <summary>{t('identity.other')}</summary>
        <DocumentChoice frame={frame} chosen={documentType} problems={problems} note={t('identity.other.note')} />
      </details>
    </Page>
  )
}

function triesText(frame: Frame, { tryNumber, tryLimit }: { tryNumber: number; tryLimit: number }): string {
  const { t } = say(frame.language)
  const values = { n: tryNumber, all: tryLimit }
  return tryNumber < tryLimit ? t('again.tries', values) : t('again.lastTry', { ...values, platform: frame.platform })
}

interface AskedCardProps {
  frame: Frame
  asked: AskedAgain
  problems: readonly Problem[]
}

function AskedCard({ frame, asked, problems }: AskedCardProps) {
  const { t, rich } = say(frame.language)
  const { kind, reason, part, ranOutOn, renewed } = asked
  const words = wordsIn(frame.language)
  const date = ranOutOn && day(ranOutOn, frame)
  const form = <PhotoForm frame={frame} kind={kind} problems={problems} take={t('again.take')} />
  if (renewed) return <KeptCard frame={frame} kind={kind} again={form} />
  return (
    <section className="box tint t-invitee">
      <div className="doc">
        <Icon name="returning" size="l" />
        <div>
          <h2>{words.documentKinds[kind].name}</h2>
          <p>{reasonText(frame.language, reason, { document: kind, part, date })}</p>
        </div>
      </div>
      {kind !== 'selfie' && kind !== 'address_proof' && canBeDrawn(reason) && (
        <Comparison frame={frame} asked={asked} />
      )}
      <p className="helps">{rich('again.helps', { helps: reasonWords(frame.language, reason, kind).helps })}</p>
      {reason === 'name_differs' && kind !== 'address_proof' ? (
        <>
          <a className="btn b" href="/me/about">
            {t('again.name')}
          </a>
          <details className="fold">
            <summary>{t('again.name.document')}</summary>
            {form}
          </details>
        </>
      ) : (
        form
      )}
    </section>
  )
}

/** A drawing of what is wrong beside a good one; the photo itself opens for reviewers only (R45). */
function Comparison({ frame, asked }: { frame: Frame; asked: AskedAgain }) {
  const { t } = say(frame.language)
  return (
    <div className="comparison">
      <figure>
        <DocumentSketch fault={asked.reason} />
        <figcaption>
          <Icon name="cross" size="s" />
          {t('again.sketch')}
        </figcaption>
      </figure>
      <figure>
        <DocumentSketch />
        <figcaption>
          <Icon name="check" size="s" />
          {t('again.good')}
        </figcaption>
      </figure>
    </div>
  )
}

/** Accepted; or renewed, and it can be taken `again` until it is sent. */
function KeptCard({ frame, kind, again }: { frame: Frame; kind: DocumentKind; again?: ReactNode }) {
  const { t } = say(frame.language)
  return (
    <section className="box t-done">
      <div className="doc">
        <Icon name="discCheck" size="l" />
        <div>
          <h2>{wordsIn(frame.language).documentKinds[kind].name}</h2>
          <p className="muted">{t(again ? 'again.added' : 'again.kept')}</p>
          {again && (
            <details className="fold">
              <summary>{t('identity.again')}</summary>
              {again}
            </details>
          )}
        </div>
      </div>
    </section>
  )
}
