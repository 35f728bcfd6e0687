import type { RequestHandler, Router } from 'express'
import type { Edge, StaffCaller } from '../http/callers.ts'
import type { Contract } from '../http/route.ts'

type StaffContract = Contract & { method: 'get'; who: Extract<Contract['who'], { staff: string }> }
type Writer = (
  input: { params: Record<string, unknown>; caller: StaffCaller },
  ...io: Parameters<RequestHandler>
) => Promise<void> | void

/** Serves a contract whose answer is no JSON document: a picture, a stream of events. The guard is the contract's own. */
export const stream =
  (router: Router, contract: StaffContract, edge: Edge) =>
  (write: Writer): void => {
    router.get(contract.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (req, res, next) => {
      res.locals['route'] = contract.path
      const caller = await edge.staffCaller(req, contract.who.staff)
      const parsed = contract.request?.params?.safeParse(req.params)
      if (parsed && !parsed.success) return next()
      await write({ params: (parsed?.data ?? {}) as Record<string, unknown>, caller }, req, res, next)
    })
  }
