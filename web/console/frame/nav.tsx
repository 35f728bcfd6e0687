import { Menu, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Icon } from '../../kit/icons.tsx'
import { useLive } from '../../kit/app/live.tsx'
import { useQueue, useViews } from '../data/queries.ts'
import { signOut } from '../sign-in/auth.ts'
import { words } from '../words/console.ts'
import { useStaff } from './staff.ts'

/** The pages that exist, who is signed in, and how the console looks. */
export function Nav({ inDrawer = false, onClose }: { inDrawer?: boolean; onClose?: () => void }) {
  const me = useStaff()
  const views = useViews()
  const queue = useQueue()
  const open = views.data ? views.data.counts.open.toLocaleString('en-US') : ''
  return (
    <nav className={inDrawer ? 'nav in-drawer' : 'nav'} aria-label={words.frame.nav}>
      <div className="org">
        <span className="mk" aria-hidden="true">
          U
        </span>
        <span>
          {words.frame.product}
          <small>{me.platform}</small>
        </span>
        {onClose && (
          <>
            <span className="sp" />
            <button type="button" className="btn q ic" aria-label={words.frame.closeMenu} onClick={onClose}>
              <Icon name="cross" />
            </button>
          </>
        )}
      </div>
      <ul>
        <li>
          <Link to="/onboardings" activeProps={{ 'aria-current': 'page' }}>
            <Icon name="list" />
            {words.frame.onboardings}
            <em>{open}</em>
          </Link>
        </li>
        <li>
          <Link to="/reviews" activeProps={{ 'aria-current': 'page' }}>
            <Icon name="eye" />
            {words.frame.reviews}
            <em className={queue.data?.items.length ? 'hot' : undefined}>{queue.data?.items.length || ''}</em>
          </Link>
        </li>
        <li>
          <Link to="/accounts" activeProps={{ 'aria-current': 'page' }}>
            <Icon name="account" />
            {words.frame.accounts}
          </Link>
        </li>
      </ul>
      <Person />
    </nav>
  )
}

const SCHEMES = ['auto', 'light', 'dark'] as const
const schemeOf = (text: string) => SCHEMES.find((scheme) => scheme === text) ?? 'auto'

function Person() {
  const me = useStaff()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const client = useQueryClient()
  const navigate = useNavigate()
  const live = useLive()
  const leave = async () => {
    await signOut()
    live.stop()
    client.clear()
    void navigate({ to: '/sign-in' })
  }
  return (
    <div className="me">
      <Menu position="top-start">
        <Menu.Target>
          <button type="button" className="who">
            <b>{me.name}</b>
            <br />
            <span className="cap">
              {words.frame.roles[me.role]} ·{' '}
              {me.secondFactor ? words.frame.withTwoFactor : words.frame.withoutTwoFactor}
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{words.frame.appearance}</Menu.Label>
          <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(schemeOf(scheme))}>
            {SCHEMES.map((scheme) => (
              <Menu.RadioItem key={scheme} value={scheme} checkIcon={<Icon name="check" />}>
                {words.frame.themes[scheme]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          {!me.secondFactor && (
            <Menu.Item leftSection={<Icon name="lock" />} onClick={() => void navigate({ to: '/second-factor' })}>
              {words.frame.setUpTwoFactor}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon name="leave" />} onClick={() => void leave()}>
            {words.frame.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
