import type { ReactNode } from 'react'

const inkStrong = 1.7
/** Cuts a shape out of a filled one: the colour of the card behind. */
const hole = 'var(--surface)'
const ring = <circle cx="8" cy="8" r="6.25" />
const cross = <path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6" />
const lens = <circle cx="7" cy="7" r="4.75" />

/** Every icon of the product: 16 units wide, drawn in the colour of the text around it. */
const drawings = {
  // states
  awaiting: (
    <>
      {ring}
      <path d="M5.2 8h.01M8 8h.01M10.8 8h.01" strokeWidth="2" />
    </>
  ),
  envelope: (
    <>
      <rect x="1.75" y="3.25" width="12.5" height="9.5" rx="1.5" />
      <path d="m2.2 4.2 5.8 4.6 5.8-4.6" />
    </>
  ),
  personCheck: (
    <>
      <circle cx="6.5" cy="5" r="2.75" />
      <path d="M1.75 13.5c.4-2.7 2.3-4 4.75-4 1 0 1.9.2 2.6.6" />
      <path d="m10.3 12.2 1.6 1.6 2.9-3.3" />
    </>
  ),
  discCheck: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
      <path d="m4.9 8.2 2.2 2.2 4-4.6" stroke={hole} strokeWidth={inkStrong} />
    </>
  ),
  circleCross: (
    <>
      {ring}
      {cross}
    </>
  ),
  circleSlash: (
    <>
      {ring}
      <path d="m3.7 3.7 8.6 8.6" />
    </>
  ),
  hourglass: (
    <path d="M3.8 1.75h8.4M3.8 14.25h8.4M4.8 1.9v2.2c0 1.7 3.2 2.6 3.2 3.9s-3.2 2.2-3.2 3.9v2.2M11.2 1.9v2.2C11.2 5.8 8 6.7 8 8s3.2 2.2 3.2 3.9v2.2" />
  ),
  octagonCross: (
    <>
      <path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z" fill="currentColor" stroke="none" />
      <path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6" stroke={hole} strokeWidth={inkStrong} />
    </>
  ),
  squarePause: (
    <>
      <rect x="1.75" y="1.75" width="12.5" height="12.5" rx="2.5" />
      <path d="M6.2 5.5v5M9.8 5.5v5" strokeWidth="1.8" />
    </>
  ),
  squareMinus: (
    <>
      <rect x="1.75" y="1.75" width="12.5" height="12.5" rx="2.5" />
      <path d="M5.2 8h5.6" strokeWidth="1.8" />
    </>
  ),
  idCard: (
    <>
      <rect x="1.5" y="3" width="13" height="10" rx="1.5" />
      <circle cx="5.4" cy="7" r="1.5" />
      <path d="M3.4 10.8c.3-1 1-1.5 2-1.5s1.7.5 2 1.5M9.8 6.4h2.7M9.8 9.4h2.7" />
    </>
  ),
  halfDisc: (
    <>
      {ring}
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" stroke="none" />
    </>
  ),
  eye: (
    <>
      <path d="M1.4 8S3.8 3.6 8 3.6 14.6 8 14.6 8 12.2 12.4 8 12.4 1.4 8 1.4 8z" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  returning: <path d="M3 5.6h6.4a3.7 3.7 0 0 1 0 7.4H5.2M5.8 2.6l-3 3 3 3" />,
  shieldCheck: (
    <>
      <path d="M8 1.6 13.2 3.5v4c0 3.3-2.2 5.6-5.2 6.9-3-1.3-5.2-3.6-5.2-6.9v-4z" />
      <path d="m5.6 8 1.8 1.8 3.1-3.5" />
    </>
  ),
  // marks and signs
  check: <path d="m3 8.5 3.3 3.3L13 4.6" strokeWidth="1.9" />,
  cross: <path d="m4 4 8 8m0-8-8 8" strokeWidth={inkStrong} />,
  plus: <path d="M8 3v10M3 8h10" />,
  warning: (
    <>
      <path d="M8 2 1.6 13.5h12.8z" />
      <path d="M8 6.5v3.2M8 11.6h.01" strokeWidth={inkStrong} />
    </>
  ),
  clock: (
    <>
      {ring}
      <path d="M8 4.5V8l2.4 1.5" />
    </>
  ),
  history: <path d="M2.8 8a5.2 5.2 0 1 0 1.7-3.8M2.6 2.3v2.9h2.9M8 5.2V8l2 1.3" />,
  lock: (
    <>
      <rect x="3" y="7" width="10" height="7" rx="1.5" />
      <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />
    </>
  ),
  pencil: <path d="m10.7 2.8 2.5 2.5-7.7 7.7-3.2.7.7-3.2z" />,
  camera: (
    <>
      <path d="M2 5.3h2.7l1.2-1.8h4.2l1.2 1.8H14v7.5H2z" />
      <circle cx="8" cy="8.9" r="2.3" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.2" r="2.6" />
      <path d="M3 13.5c.3-2.7 2.3-4.2 5-4.2s4.7 1.5 5 4.2" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5.2" r="2.6" />
      <path d="M1.5 13.5c.3-2.7 2-4.2 4.5-4.2s4.2 1.5 4.5 4.2M10.5 2.9a2.6 2.6 0 0 1 0 4.6M12 9.7c1.5.6 2.3 1.9 2.5 3.8" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="11" r="3" />
      <path d="m7.2 8.8 6-6M10.8 5.2l2 2" />
    </>
  ),
  link: (
    <path d="M6.7 9.3a2.7 2.7 0 0 0 3.9 0l2.6-2.6A2.7 2.7 0 0 0 9.4 2.9l-.8.8M9.3 6.7a2.7 2.7 0 0 0-3.9 0L2.8 9.3a2.7 2.7 0 0 0 3.8 3.8l.8-.8" />
  ),
  speech: <path d="M2.5 3h11v8h-6l-3 2.5v-2.5h-2z" />,
  exchange: <path d="M3 5.5h10M10.5 3 13 5.5 10.5 8M13 10.5H3M5.5 8 3 10.5 5.5 13" />,
  leave: <path d="M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6" />,
  chevronDown: <path d="m4 6.2 4 4 4-4" />,
  chevronUp: <path d="m4 9.8 4-4 4 4" />,
  chevronRight: <path d="m6.2 4 4 4-4 4" />,
  chevronLeft: <path d="m9.8 4-4 4 4 4" />,
  // console
  chart: <path d="M2 2v12h12M5.5 11V8M8.5 11V5M11.5 11V6.5" />,
  list: <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01" />,
  account: <path d="M2 6.3 8 2.5l6 3.8zM3.5 6.5v5M6.5 6.5v5M9.5 6.5v5M12.5 6.5v5M2 13.5h12" />,
  webhook: (
    <>
      <path d="M6.7 5.3 4.3 9.6M9 5l2.6 4.5M6.5 11.5h4.8" />
      <circle cx="8" cy="3.7" r="2" />
      <circle cx="3.7" cy="11.3" r="2" />
      <circle cx="12.3" cy="11.3" r="2" />
    </>
  ),
  file: <path d="M4 1.75h5l3.5 3.5v9H4zM9 1.75v3.5h3.5" />,
  log: (
    <>
      <rect x="3" y="1.75" width="10" height="12.5" rx="1.5" />
      <path d="M5.5 5h5M5.5 8h5M5.5 11h3" />
    </>
  ),
  gear: (
    <>
      <circle cx="8" cy="8" r="2.2" />
      <path d="M8 1.7v1.9M8 12.4v1.9M1.7 8h1.9M12.4 8h1.9M3.5 3.5l1.4 1.4M11.1 11.1l1.4 1.4M12.5 3.5l-1.4 1.4M4.9 11.1l-1.4 1.4" />
    </>
  ),
  export: <path d="M8 10V2.2M5 5l3-3 3 3M2.5 10v3.5h11V10" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.3" />
      <path d="M10.5 3.5v-.2c0-.7-.6-1.3-1.3-1.3H3.8c-.7 0-1.3.6-1.3 1.3v5.4c0 .7.6 1.3 1.3 1.3H4" />
    </>
  ),
  search: (
    <>
      {lens}
      <path d="m10.6 10.6 3.4 3.4" />
    </>
  ),
  zoomIn: (
    <>
      {lens}
      <path d="m10.6 10.6 3.4 3.4M7 5v4M5 7h4" />
    </>
  ),
  zoomOut: (
    <>
      {lens}
      <path d="m10.6 10.6 3.4 3.4M5 7h4" />
    </>
  ),
  rotate: <path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 2.2v3h-3" />,
  brightness: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1" />
    </>
  ),
  more: <path d="M8 3.5h.01M8 8h.01M8 12.5h.01" strokeWidth="2.2" />,
  sort: <path d="M4.5 3v10M2.2 10.7l2.3 2.3 2.3-2.3M11.5 13V3M9.2 5.3 11.5 3l2.3 2.3" />,
  columns: (
    <>
      <rect x="2" y="2.5" width="12" height="11" rx="1.3" />
      <path d="M6 2.5v11M10 2.5v11" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

/** An icon beside its word; screen readers pass it over. `s` is 14, `l` 20 and `xl` 28 pixels; the standard is 16. */
export function Icon({ name, size }: { name: IconName; size?: 's' | 'l' | 'xl' }) {
  return (
    <svg className={size ? `i ${size}` : 'i'} viewBox="0 0 16 16" aria-hidden="true">
      {drawings[name]}
    </svg>
  )
}
