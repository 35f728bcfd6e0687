import type { ReactNode } from 'react'
import type { DocumentKind, ResubmissionReason } from '../../../domain/verification.ts'

/** A document in a few strokes, for beside the words; `fault` draws what went wrong. Decorative. */
export function DocumentSketch({ fault }: { fault?: ResubmissionReason }) {
  return (
    <svg className={fault ? `sketch ${fault}` : 'sketch'} viewBox="0 0 150 98" aria-hidden="true">
      <rect width="150" height="98" className="paper" />
      <g className="print">
        {fault === 'wrong_side' ? backSide : frontSide}
        <path d="M10 78h130M10 88h130" className="lines" strokeDasharray="3.5 2" />
      </g>
      {fault && overlays[fault]}
    </svg>
  )
}

/** A face in a frame. Decorative. */
export function SelfieSketch() {
  return (
    <svg className="sketch" viewBox="0 0 96 96" aria-hidden="true">
      <rect width="96" height="96" className="empty" />
      <ellipse cx="48" cy="42" rx="20" ry="25" className="guide" />
      <path d="M16 96c3-19 15-25 32-25s29 6 32 25" className="guide" />
    </svg>
  )
}

/** A letter with an address. Decorative. */
function LetterSketch() {
  return (
    <svg className="sketch" viewBox="0 0 96 122" aria-hidden="true">
      <rect width="96" height="122" className="paper" />
      <g className="print">
        <path d="M12 18h34M12 28h42M12 38h28M12 58h72M12 68h72M12 78h64M12 88h72M12 98h40" className="text" />
      </g>
    </svg>
  )
}

/** The sketch for a kind of photo. */
export function Sketch({ kind }: { kind: DocumentKind }) {
  if (kind === 'selfie') return <SelfieSketch />
  if (kind === 'address_proof') return <LetterSketch />
  return <DocumentSketch fault={kind.endsWith('_back') ? 'wrong_side' : undefined} />
}

/** Whether this reason can be drawn; the others are said in words only. */
export function canBeDrawn(reason: ResubmissionReason): boolean {
  return reason in overlays
}

const frontSide = (
  <>
    <rect x="12" y="14" width="36" height="46" className="photo" />
    <circle cx="30" cy="32" r="10" className="face" />
    <path d="M16 60c1-11 6-15 14-15s13 4 14 15z" className="face" />
    <path d="M58 20h60M58 32h44M58 44h54M58 56h36" className="text" />
  </>
)

const backSide = <path d="M12 20h90M12 32h70M12 44h84M12 56h40" className="text" />

const overlays: Partial<Record<ResubmissionReason, ReactNode>> = {
  glare: <ellipse cx="92" cy="82" rx="44" ry="15" fill="#fff" />,
  cut_off: <path d="M0 0h150v98H96L0 62z" fill="none" className="cut" />,
  blurred: <rect width="150" height="98" className="fog" />,
  too_dark: <rect width="150" height="98" className="night" />,
  covered: <path d="M150 40c-30 0-56 10-56 22s26 20 56 20z" className="finger" />,
  copy_or_screen: <path d="M3 3h144v92H3zM3 12h144" fill="none" className="screen" />,
  wrong_side: <></>,
}
