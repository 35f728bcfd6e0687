import * as z from 'zod'
import { exchange } from '../../domain/policies/exchange.ts'
import { route } from '../http/route.ts'
import { policyResource } from './resource.ts'

export const policy = z
  .object({
    id: z.string(),
    name: z.string(),
    rights: z
      .enum(['fixed', 'chosen'])
      .describe('`fixed`: a role has its rights. `chosen`: they are chosen for each user.'),
    fee: z
      .object({ amountMinor: z.int(), currency: z.string(), period: z.enum(['month', 'year']) })
      .nullable()
      .describe('What each added user costs, unless an account has a fee of its own; null: nothing.'),
    roles: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        rights: z.array(z.string()),
        verified: z.boolean().describe('Whether a person with all rights of this role is verified before activation.'),
        secondOf: z
          .enum(['holder', 'sub-user'])
          .nullable()
          .describe('Whose second user a role makes; null: another person’s.'),
      }),
    ),
    accountTypes: z.array(
      z.object({
        id: z.string(),
        verificationProfile: z.string(),
        quotas: z.array(
          z.object({
            id: z.string(),
            roles: z.array(z.string()),
            limit: z.int().nullable().describe('null: no limit.'),
          }),
        ),
      }),
    ),
    verificationProfiles: z.array(
      z.object({ id: z.string(), documents: z.array(z.string()), attempts: z.int(), fourEyes: z.boolean() }),
    ),
    legalTexts: z.array(z.string()),
  })
  .meta({
    id: 'Policy',
    description: 'Roles, rights, quotas and verification of accounts.',
    example: policyResource(exchange),
  })

const tags = ['Policies'] as const

export const listPoliciesRoute = route({
  id: 'listPolicies',
  method: 'get',
  path: '/v1/policies',
  who: { key: 'policies:read' },
  summary: 'List the policies',
  tags,
  responses: { 200: z.object({ items: z.array(policy) }).meta({ id: 'Policies' }) },
})

export const readPolicyRoute = route({
  id: 'readPolicy',
  method: 'get',
  path: '/v1/policies/{id}',
  who: { key: 'policies:read' },
  summary: 'Read a policy',
  tags,
  request: {
    params: z.strictObject({
      id: z
        .string()
        .max(60)
        .meta({ examples: ['exchange'] }),
    }),
  },
  responses: { 200: policy },
})

export const policyContracts = [listPoliciesRoute, readPolicyRoute] as const
