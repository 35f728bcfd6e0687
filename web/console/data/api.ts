import type { consoleContracts } from '../../../api/console/contracts.ts'
import { type AnswerOf, clientOf } from '../../kit/client.ts'

/** The console's API. */
export const api = clientOf<typeof consoleContracts>()

type Answer<Id extends string> = AnswerOf<typeof consoleContracts, Id>

export type Me = Answer<'consoleMe'>
export type OnboardingPage = Answer<'consoleOnboardings'>
export type OnboardingRow = OnboardingPage['items'][number]
export type Rows = Answer<'consoleRows'>['items']
export type Views = Answer<'consoleViews'>
export type View = keyof Views['counts']
export type Detail = Answer<'consoleOnboarding'>
export type TimeLineEntry = Detail['timeLine'][number]
export type ActionId = Detail['actions'][number]['action']
export type Queue = Answer<'consoleReviews'>
export type Waiting = Queue['items'][number]
export type Review = Answer<'consoleReview'>
type TypedAnswer = Answer<'consoleTypedReview'>
/** What came of typing, with the words themselves. */
export type Compared = Extract<TypedAnswer, { compared: unknown }>['compared']
export type LinesFault = Extract<TypedAnswer, { fault: unknown }>['fault']
export type ReviewDocument = Review['documents'][number]
export type AccountList = Answer<'consoleAccounts'>
export type AccountLine = AccountList['items'][number]
export type AccountPage = Answer<'consoleAccount'>
export type Asked = Detail['asked'][number]
