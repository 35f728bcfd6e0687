import { useEffect, useRef, useState } from 'react'
import type { Review, ReviewDocument } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { useStaff } from '../frame/staff.ts'
import { documentName } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { fullMoment, shortMoment } from '../../kit/app/dates.ts'
import type { Sight } from './document-viewer.tsx'
import { usePicture } from './use-picture.ts'

type PictureProps = { document: ReviewDocument; review: Review; sight: Sight; onSeen: () => void }

/** One picture, drawn with the reviewer's name and time laid over it; a copy of the screen names who made it. */
export function DocumentPicture({ document, review, sight, onSeen }: PictureProps) {
  const picture = usePicture(document.id)
  const me = useStaff()
  const canvas = useRef<HTMLCanvasElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const name = documentName(document.kind)
  const [mark] = useState(() => `${me.name} · ${fullMoment(timeNow())} · ${review.id.slice(-10)}`)
  useEffect(() => {
    if (picture.state !== 'shown' || !canvas.current || width === 0) return
    draw(canvas.current, picture.bitmap, sight, width, mark)
  }, [picture, sight, width])
  useEffect(() => {
    if (picture.state === 'shown') onSeen()
  }, [picture.state])
  return (
    <figure className="pic">
      <div className="box" ref={box}>
        {picture.state === 'shown' ? (
          <canvas ref={canvas} role="img" aria-label={name} />
        ) : (
          <div className="waits" role={picture.state === 'failed' ? 'alert' : undefined}>
            {picture.state === 'opens' ? (
              words.review.opens
            ) : (
              <p>
                {words.review.imageFailed}{' '}
                <button type="button" className="linkish" onClick={picture.again}>
                  {words.frame.tryAgain}
                </button>{' '}
                {words.review.locked}
              </p>
            )}
          </div>
        )}
      </div>
      <figcaption>
        {words.review.sentIn(name, shortMoment(new Date(document.at)))}{' '}
        {document.state === 'accepted' ? words.review.accepted : words.review.laid}
      </figcaption>
    </figure>
  )
}

/** The width that the picture's place has, in CSS pixels. */
function useWidth(box: { current: HTMLDivElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!box.current) return
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return width
}

/** A picture is never drawn higher than this before it is zoomed, in CSS pixels. */
const HIGH_MOST = 560

function draw(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  { zoom, turns, brightness }: Sight,
  place: number,
  mark: string,
): void {
  const sideways = turns % 2 === 1
  const [w, h] = sideways ? [bitmap.height, bitmap.width] : [bitmap.width, bitmap.height]
  const width = Math.min(place, (HIGH_MOST * w) / h) * zoom
  const height = (width * h) / w
  const dense = Math.min(2, window.devicePixelRatio)
  canvas.width = Math.round(width * dense)
  canvas.height = Math.round(height * dense)
  canvas.style.width = `${Math.round(width)}px`
  canvas.style.height = `${Math.round(height)}px`
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.filter = `brightness(${brightness})`
  pen.translate(canvas.width / 2, canvas.height / 2)
  pen.rotate((turns * Math.PI) / 2)
  const [dw, dh] = sideways ? [canvas.height, canvas.width] : [canvas.width, canvas.height]
  pen.drawImage(bitmap, -dw / 2, -dh / 2, dw, dh)
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.filter = 'none'
  lay(pen, canvas, mark, dense)
}

/** The reviewer's name and time, slantwise over the whole picture. */
function lay(pen: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement, mark: string, dense: number): void {
  pen.font = `${13 * dense}px sans-serif`
  pen.translate(width / 2, height / 2)
  pen.rotate(-0.42)
  const step = 96 * dense
  const along = pen.measureText(mark).width + 60 * dense
  const reach = Math.hypot(width, height)
  for (let y = -reach / 2; y < reach / 2; y += step) {
    for (let x = -reach / 2; x < reach / 2; x += along) {
      pen.fillStyle = 'rgb(255 255 255 / .22)'
      pen.fillText(mark, x + dense, y + dense)
      pen.fillStyle = 'rgb(20 20 20 / .2)'
      pen.fillText(mark, x, y)
    }
  }
  pen.setTransform(1, 0, 0, 1, 0, 0)
}
