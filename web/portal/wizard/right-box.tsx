import { type Right, readsOnly } from '../../../domain/rights.ts'
import { Icon } from '../../kit/icons.tsx'
import { words } from '../words/portal.ts'
import { wordsOf } from './facts.ts'

const text = words.wizard.ticking

type BoxProps = {
  right: Right
  ticked: boolean
  /** Why it can't be ticked; undefined when it can. */
  why: string | undefined
  /** Whether an identity check would follow at all. */
  check: boolean
  toggle: (on: boolean) => void
}

/** One right: what it opens, and whether it only reads or needs an identity check (R26). */
export function RightBox({ right, ticked, why, check, toggle }: BoxProps) {
  const { name, about } = wordsOf(right)
  return (
    <div className={why && !ticked ? 'rt off' : 'rt'}>
      <label>
        <input
          type="checkbox"
          className="cb"
          checked={ticked}
          disabled={why !== undefined && !ticked}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
        <span>
          <b>{name}</b>
          <small>{why ?? about}</small>
        </span>
        {readsOnly(right) ? (
          <span className="tag">
            <Icon name="eye" size="s" />
            {text.onlyReads}
          </span>
        ) : (
          check && (
            <span className="tag v">
              <Icon name="idCard" size="s" />
              {text.identityCheck}
            </span>
          )
        )}
      </label>
    </div>
  )
}
