import type { ReactNode } from 'react'
import { accessText } from '../../../domain/access.ts'
import type { StepId } from '../../../domain/words/shape.ts'
import { AboutPage } from '../../../web/invitee/pages/about.tsx'
import { AccessPage } from '../../../web/invitee/pages/access.tsx'
import { CodePage } from '../../../web/invitee/pages/code.tsx'
import { DeclineAfterAllPage, DeclinedPage, DeclinePage } from '../../../web/invitee/pages/decline.tsx'
import { EndedPage, RejectedPage, type EndedProps } from '../../../web/invitee/pages/ended.tsx'
import type { Frame } from '../../../web/invitee/pages/frame.tsx'
import { HelpPage } from '../../../web/invitee/pages/help.tsx'
import { LeftPage } from '../../../web/invitee/pages/left.tsx'
import { LegalPage } from '../../../web/invitee/pages/legal.tsx'
import { MailLinkPage, MailSentPage, SignInLinkPage } from '../../../web/invitee/pages/link.tsx'
import { LoginPage } from '../../../web/invitee/pages/login.tsx'
import { ForgotPage, NewPasswordPage, PasswordChangedPage } from '../../../web/invitee/pages/password.tsx'
import { NoRemindersPage, RemindersStoppedPage } from '../../../web/invitee/pages/no-reminders.tsx'
import { ProblemPage } from '../../../web/invitee/pages/problem.tsx'
import { ReportedPage, ReportPage } from '../../../web/invitee/pages/report.tsx'
import { SignInPage } from '../../../web/invitee/pages/sign-in.tsx'
import { StoppedPage, StopPage } from '../../../web/invitee/pages/stop.tsx'
import { LastTryPage, PausePage, WaitingPage } from '../../../web/invitee/pages/waiting.tsx'
import { WelcomePage } from '../../../web/invitee/pages/welcome.tsx'
import { deadLinks } from './samples/dead-links.tsx'
import { identityPages } from './samples/identity.tsx'
import { termsOfUse } from './samples/legal-text.ts'
import { token, type World } from './samples/world.ts'

/** Every page in every state that looks different, by a name for files. */
export function samplePages(world: World): Record<string, ReactNode> {
  return {
    ...invitationPages(world),
    ...signInPages(world),
    ...stepPages(world),
    ...identityPages(world),
    ...waitingPages(world),
    ...endPages(world),
    ...deadLinks(world),
  }
}

const exchangeRole = (role: string) => ({ policy: 'exchange', role, rights: [] })

function invitationPages({ language, outside, inside, closed, invitation, message, steps }: World) {
  const restricted = accessText(language, exchangeRole('trader_restricted_withdrawals'), invitation.account)
  const viewer = accessText(language, exchangeRole('viewer'), invitation.account)
  const link = { frame: outside, token, invitation }
  const withoutCheck: readonly StepId[] = ['about', 'login', 'legal']
  return {
    welcome: <WelcomePage {...link} role={restricted} message={message} steps={steps} />,
    'welcome-viewer': <WelcomePage {...link} role={viewer} steps={withoutCheck} />,
    decline: <DeclinePage {...link} />,
    'decline-error': <DeclinePage {...link} reason={message} errors={[{ code: 'reason_long', limit: 500 }]} />,
    declined: <DeclinedPage frame={closed} invitation={invitation} afterAll={false} />,
    'decline-after-all': <DeclineAfterAllPage frame={inside} invitation={invitation} />,
    'declined-after-all': <DeclinedPage frame={closed} invitation={invitation} afterAll />,
    'no-reminders': <NoRemindersPage frame={outside} token={token} />,
    'reminders-stopped': <RemindersStoppedPage frame={outside} />,
    report: <ReportPage {...link} />,
    reported: <ReportedPage frame={{ ...closed, code: 'REP-7QK2M4' }} invitation={invitation} />,
    stop: <StopPage frame={inside} token={token} access={false} backHref={`/i/${token}`} />,
    'stop-access': <StopPage frame={inside} token={token} access backHref={`/i/${token}`} />,
    stopped: <StoppedPage frame={{ ...closed, deadline: { kind: 'still' }, code: 'STP-7QK2M4' }} access={false} />,
    'stopped-access': <StoppedPage frame={{ ...closed, code: 'STP-7QK2M4' }} access />,
  }
}

function signInPages({ outside, inside, closed, invitation }: World) {
  const { address, account } = invitation
  const until = new Date('2026-11-24T18:27:00Z')
  const resume = { kind: 'resume' } as const
  return {
    code: <CodePage frame={outside} address={address} until={until} triesLeft={5} newlySent />,
    'code-error': (
      <CodePage
        frame={outside}
        address={address}
        until={until}
        triesLeft={4}
        errors={[{ code: 'code_wrong', triesLeft: 4 }]}
      />
    ),
    'sign-in-accept': <SignInPage frame={outside} purpose={{ kind: 'accept', invitation }} />,
    'sign-in': <SignInPage frame={closed} purpose={resume} email="x" errors={[{ code: 'sign_in_wrong' }]} />,
    'sign-in-over': <SignInPage frame={closed} purpose={{ kind: 'over' }} />,
    'mail-link': <MailLinkPage frame={inside} address={{ kind: 'known', masked: address }} link={token} />,
    'mail-link-asked': <MailLinkPage frame={closed} address={{ kind: 'asked' }} errors={[{ code: 'email_empty' }]} />,
    'mail-link-sent': <MailSentPage frame={closed} address={address} told="mailSent.what" />,
    'sign-in-link': <SignInLinkPage frame={{ ...inside, session: 'none' }} token={token} account={account} />,
    forgot: <ForgotPage frame={closed} />,
    'forgot-sent': <MailSentPage frame={closed} address={address} told="forgotSent.what" />,
    'new-password': <NewPasswordPage frame={closed} token={token} errors={[{ code: 'password_short', length: 9 }]} />,
    'password-changed': <PasswordChangedPage frame={closed} />,
    left: <LeftPage frame={{ ...inside, session: 'none' }} kind="saved" hasLogin />,
    'signed-out': <LeftPage frame={closed} kind="signedOut" hasLogin />,
  }
}

function stepPages({ inside, invitation, steps }: World) {
  const page = { frame: inside, steps, invitation }
  const fields = { name: 'Tomasz Jan Wierzbnik', day: '17', month: '8', year: '1991' }
  return {
    about: <AboutPage {...page} fields={fields} />,
    'about-error': (
      <AboutPage {...page} fields={{ day: '40' }} errors={[{ code: 'name_empty' }, { code: 'birth_incomplete' }]} />
    ),
    'about-again': <AboutPage {...page} fields={fields} nameDiffers />,
    'about-viewer': <AboutPage {...page} steps={['about', 'login', 'legal']} fields={{}} />,
    login: <LoginPage {...page} resumed />,
    'login-error': <LoginPage {...page} errors={[{ code: 'password_common' }]} />,
    legal: <LegalPage {...page} texts={[termsOfUse]} ticked={['terms']} />,
    'legal-error': (
      <LegalPage
        {...page}
        texts={[termsOfUse, { ...termsOfUse, key: 'privacy', title: 'Privacy notice', version: '1.3', minutes: 1 }]}
        errors={[{ code: 'legal_open', key: 'terms', title: 'Terms of Use' }]}
      />
    ),
  }
}

function waitingPages({ standing, inside, steps }: World) {
  const sentAt = new Date('2026-11-24T08:12:00Z')
  return {
    'waiting-review': <WaitingPage frame={standing} steps={steps} state="in_review" sentAt={sentAt} late={false} />,
    'waiting-processing': (
      <WaitingPage frame={standing} steps={steps} state="processing" sentAt={sentAt} late={false} />
    ),
    'waiting-late': <WaitingPage frame={standing} steps={steps} state="in_review" sentAt={sentAt} late />,
    setup: <PausePage frame={inside} kind="setup" />,
    paused: <PausePage frame={standing} kind="stopped" />,
    'last-try': <LastTryPage frame={standing} steps={steps} tries={3} />,
  }
}

function endPages({ language, closed, invitation }: World) {
  const at = new Date('2026-11-24T07:15:00Z')
  const finished: Frame = { ...closed, session: 'access' }
  const access = {
    frame: finished,
    invitation,
    role: accessText(language, exchangeRole('administrator'), invitation.account),
    since: at,
    platformHref: 'https://northwind.example/',
  }
  const support = { email: 'help@northwind.example', phone: '+00 000 000 000', hours: 'Mon to Fri, 08:00–18:00' }
  const ended = (state: EndedProps['state']) => (
    <EndedPage frame={finished} invitation={invitation} state={state} at={at} reason="on leave" />
  )
  return {
    done: (
      <AccessPage {...access} fresh identityValidUntil={new Date('2031-03-14T12:00:00Z')} myAccessHref="/me/access" />
    ),
    active: <AccessPage {...access} fresh={false} />,
    rejected: (
      <RejectedPage
        frame={{ ...finished, code: 'REJ-7QK2M4' }}
        invitation={invitation}
        supportEmail={support.email}
        deletedOn={new Date('2027-02-24T12:00:00Z')}
      />
    ),
    'ended-declined': ended('declined'),
    'ended-expired': ended('expired'),
    'ended-revoked': ended('revoked'),
    suspended: ended('suspended'),
    deactivated: ended('deactivated'),
    help: <HelpPage frame={{ ...closed, code: 'INV-7QK2M4' }} support={{ ...support, address: 'Harbour Street 1' }} />,
    error: <ProblemPage frame={closed} problem={{ kind: 'error', code: 'req_01kb7' }} againHref="/me" />,
    unavailable: <ProblemPage frame={closed} problem={{ kind: 'unavailable' }} againHref="/me" />,
    'not-found': <ProblemPage frame={closed} problem={{ kind: 'notFound' }} />,
    'too-large': <ProblemPage frame={closed} problem={{ kind: 'tooLarge' }} againHref="/me" />,
    unreadable: <ProblemPage frame={closed} problem={{ kind: 'unreadable' }} againHref="/me" />,
    overtaken: <ProblemPage frame={closed} problem={{ kind: 'overtaken' }} againHref="/me" />,
    'form-refused': <ProblemPage frame={closed} problem={{ kind: 'formRefused' }} againHref="/me" />,
  }
}
