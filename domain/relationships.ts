/** What somebody may be to the holder who gives them access: a list without employee (R20, R24). */
export const RELATIONSHIPS = ['spouse_or_partner', 'parent', 'child', 'relative', 'friend', 'adviser', 'other'] as const
export type Relationship = (typeof RELATIONSHIPS)[number]

export const isRelationship = (text: string): text is Relationship =>
  (RELATIONSHIPS as readonly string[]).includes(text)
