import { clockToTheSecond, dayKey, longDay } from '../../kit/app/dates.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { Icon } from '../../kit/icons.tsx'
import { words } from '../words/portal.ts'
import { detailsOf, type Entry, resultOf, whatOf } from './entry-text.ts'

const { columns, today } = words.history

type Reader = 'holder' | 'administrator'

/** The entries by day, newest first; on a small screen each is a card. */
export function HistoryTable({ entries, reader }: { entries: readonly Entry[]; reader: Reader }) {
  return (
    <table className="history">
      <thead>
        <tr>
          {Object.entries(columns).map(([column, name]) => (
            <th key={column} scope="col" className={column}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {daysOf(entries).map(({ day, entries: all }) => (
        <tbody key={day}>
          <tr className="day">
            <th colSpan={4} scope="rowgroup">
              {day}
            </th>
          </tr>
          {all.map((entry) => (
            <Row key={entry.id} entry={entry} reader={reader} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Row({ entry, reader }: { entry: Entry; reader: Reader }) {
  const { text, tone, icon } = resultOf(entry, reader)
  return (
    <tr>
      <td className="mut">
        <time dateTime={entry.at}>{clockToTheSecond(new Date(entry.at))}</time>
      </td>
      <td>
        <b>{whatOf(entry)}</b>
      </td>
      <td className="details">{detailsOf(entry)}</td>
      <td>
        <span className={`st t-${tone}`}>
          <Icon name={icon} />
          <span className="st-l">{text}</span>
        </span>
      </td>
    </tr>
  )
}

function daysOf(entries: readonly Entry[]): { day: string; entries: Entry[] }[] {
  const days: { key: string; day: string; entries: Entry[] }[] = []
  const now = dayKey(timeNow())
  for (const entry of entries) {
    const at = new Date(entry.at)
    const key = dayKey(at)
    if (days.at(-1)?.key !== key) days.push({ key, day: key === now ? `${today}, ${longDay(at)}` : longDay(at), entries: [] }) // prettier-ignore
    days.at(-1)?.entries.push(entry)
  }
  return days
}
