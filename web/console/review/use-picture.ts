import { useEffect, useState } from 'react'

export type Picture =
  | { state: 'opens' }
  | { state: 'failed'; again: () => void }
  | { state: 'shown'; bitmap: ImageBitmap }

/** Opens a document's picture (which is recorded) and keeps it only while the page shows it; leaving blanks it. */
export function usePicture(id: string): Picture {
  const [picture, setPicture] = useState<Picture>({ state: 'opens' })
  const [tries, setTries] = useState(0)
  useEffect(() => {
    const stop = new AbortController()
    let bitmap: ImageBitmap | undefined
    setPicture({ state: 'opens' })
    open(id, stop.signal)
      .then((opened) => {
        bitmap = opened
        if (stop.signal.aborted) opened.close()
        else setPicture({ state: 'shown', bitmap: opened })
      })
      .catch(() => {
        if (!stop.signal.aborted) setPicture({ state: 'failed', again: () => setTries((n) => n + 1) })
      })
    return () => {
      stop.abort()
      bitmap?.close()
    }
  }, [id, tries])
  return picture
}

async function open(id: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(`/console/api/documents/${id}`, { signal, cache: 'no-store' })
  if (!response.ok) throw new Error('the picture was refused')
  return createImageBitmap(await response.blob())
}
