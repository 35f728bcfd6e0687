import { accessText } from '../../domain/access.ts'
import { legalText } from '../../domain/legal/index.ts'
import { policyOf } from '../../domain/policies/index.ts'
import type { Language } from '../../domain/words/shape.ts'
import { accountName } from '../../store/accounts.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import { say } from './messages/say.ts'
import type { LegalSection, LegalText } from './pages/legal.tsx'

/** Words that are read in a minute. */
const WORDS_A_MINUTE = 200

/** The texts that this onboarding asks for, as the page shows them. */
export const legalTextsOf = (view: SubUserView, language: Language): LegalText[] =>
  policyOf(view.account.policy).legalTexts.map((key) => {
    const { title, version, body } = legalText(key, language)
    return {
      key,
      title,
      version,
      minutes: Math.max(1, Math.round(body.split(/\s+/).length / WORDS_A_MINUTE)),
      language,
      fileHref: `/me/legal/${key}.txt?language=${language}`,
      sections: [...(key === 'lpoa' ? [powerOf(view, language)] : []), ...body.split(/\n\n+/).map(sectionOf)],
    }
  })

/** What stands before the power of attorney: whose it is, for which account, which rights it gives and which it does not (R20). */
function powerOf(view: SubUserView, language: Language): LegalSection {
  const { account, role, rights } = view
  const holder = account.holder.name ?? account.holder.address
  const name = accountName(account)
  const { may, mayNot } = accessText(language, { policy: account.policy, role, rights }, name)
  const { t } = say(language)
  const text = t('legal.power', { holder, account: name })
  return { heading: t('legal.power.heading'), paragraphs: [text], may, mayNot }
}

/** A paragraph that begins with a numbered title has it as its heading. */
function sectionOf(paragraph: string): LegalSection {
  const [, heading, rest] = /^(\d+\. [^.]+)\. ([\s\S]+)$/.exec(paragraph) ?? []
  return heading && rest ? { heading, paragraphs: [rest] } : { paragraphs: [paragraph] }
}
