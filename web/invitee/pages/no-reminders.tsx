import { say } from '../messages/say.ts'
import { PostForm, Send } from './forms.tsx'
import { Page, type Frame } from './frame.tsx'

/** “No reminders, please”: opening changes nothing, the button does (R35). Form: POST /i/<token>/no-reminders (no fields). */
export function NoRemindersPage({ frame, token }: { frame: Frame; token: string }) {
  const { t } = say(frame.language)
  return (
    <Page frame={frame} heading={t('quiet.heading')} lead={t('quiet.what')}>
      <PostForm frame={frame} action={`/i/${token}/no-reminders`} className="actions">
        <Send>{t('quiet.button')}</Send>
      </PostForm>
    </Page>
  )
}

/** Reminders are off. */
export function RemindersStoppedPage({ frame }: { frame: Frame }) {
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      heading={t('quieted.heading')}
      mark={{ icon: 'check', tone: 'done' }}
      lead={t('quieted.what')}
    />
  )
}
