import { type ReactNode, useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { Review } from '../data/api.ts'
import { useKeys } from '../frame/use-keys.ts'
import { useSingleKeys } from '../list/shortcuts.tsx'
import { shortDocument } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { DocumentPicture } from './document-picture.tsx'

/** How a picture is looked at: 1 is as wide as its place; turns of 90 degrees; 1 is the brightness it came with. */
export type Sight = { zoom: number; turns: number; brightness: number }
const PLAIN: Sight = { zoom: 1, turns: 0, brightness: 1 }
const ZOOM = { least: 0.5, most: 4, step: 0.25 }

type ViewerProps = { review: Review; onSeen: (id: string) => void; children: ReactNode }

/** The documents of an attempt, one at a time or side by side. */
export function DocumentViewer({ review, onSeen, children }: ViewerProps) {
  const { documents } = review
  const [shown, setShown] = useState<number>(0)
  const [sight, setSight] = useState<Sight>(PLAIN)
  const sides = documents.length > 1
  const visible = shown === documents.length ? documents : documents.slice(shown, shown + 1)
  const show = (index: number) => {
    if (index > documents.length || (index === documents.length && !sides)) return
    setShown(index)
    setSight(PLAIN)
  }
  const zoom = (by: number) =>
    setSight((now) => ({ ...now, zoom: Math.min(ZOOM.most, Math.max(ZOOM.least, now.zoom + by)) }))
  const [single] = useSingleKeys()
  useKeys(
    single
      ? [
          ['1', () => show(0)],
          ['2', () => show(1)],
          ['3', () => show(2)],
          ['4', () => show(3)],
          ['+', () => zoom(ZOOM.step)],
          ['shift++', () => zoom(ZOOM.step)],
          ['-', () => zoom(-ZOOM.step)],
        ]
      : [],
  )
  if (documents.length === 0) return <Elsewhere review={review}>{children}</Elsewhere>
  return (
    <>
      <div className="tools">
        <span className="seg" role="group" aria-label={words.review.documentPick}>
          {documents.map((document, i) => (
            <Choice
              key={document.id}
              label={shortDocument(document.kind)}
              number={i + 1}
              on={shown === i}
              choose={() => show(i)}
            />
          ))}
          {sides && (
            <Choice
              label={words.review.sideBySide}
              number={documents.length + 1}
              on={shown === documents.length}
              choose={() => show(documents.length)}
            />
          )}
        </span>
        <span className="sp" />
        <Tools sight={sight} setSight={setSight} zoom={zoom} />
      </div>
      <div className="stage" tabIndex={0} role="region" aria-label={words.review.pictures}>
        <div className={visible.length > 1 ? 'pics side' : 'pics'}>
          {visible.map((document) => (
            <DocumentPicture
              key={document.id}
              document={document}
              review={review}
              sight={sight}
              onSeen={() => onSeen(document.id)}
            />
          ))}
        </div>
        {children}
      </div>
    </>
  )
}

/** No pictures: a vendor has them, and what is known here stands alone. */
function Elsewhere({ review: { vendor }, children }: { review: Review; children: ReactNode }) {
  return (
    <div className="stage">
      <p className="empty">{vendor ? words.review.vendorHasThem(vendor) : words.review.noDocuments}</p>
      {vendor && children}
    </div>
  )
}

function Choice({ label, number, on, choose }: { label: string; number: number; on: boolean; choose: () => void }) {
  return (
    <button type="button" aria-pressed={on} onClick={choose}>
      {label} <span className="kbd">{number}</span>
    </button>
  )
}

type ToolsProps = { sight: Sight; setSight: (change: (now: Sight) => Sight) => void; zoom: (by: number) => void }

function Tools({ sight, setSight, zoom }: ToolsProps) {
  return (
    <>
      <button type="button" className="btn q ic" aria-label={words.review.zoomOut} onClick={() => zoom(-ZOOM.step)}>
        <Icon name="zoomOut" />
      </button>
      <span className="cap" aria-live="polite">
        {Math.round(sight.zoom * 100)} %
      </span>
      <button type="button" className="btn q ic" aria-label={words.review.zoomIn} onClick={() => zoom(ZOOM.step)}>
        <Icon name="zoomIn" />
      </button>
      <button
        type="button"
        className="btn q ic"
        aria-label={words.review.rotate}
        onClick={() => setSight((now) => ({ ...now, turns: (now.turns + 1) % 4 }))}
      >
        <Icon name="rotate" />
      </button>
      <label className="row" title={words.review.brightness}>
        <Icon name="brightness" />
        <input
          type="range"
          aria-label={words.review.brightness}
          min={0.4}
          max={2}
          step={0.1}
          value={sight.brightness}
          onChange={(event) => {
            const brightness = Number(event.currentTarget.value)
            setSight((now) => ({ ...now, brightness }))
          }}
        />
      </label>
    </>
  )
}
