import type { Request, Response, Router } from 'express'
import type { CallerOf, Edge } from './callers.ts'
import { type Contract, type Handler, callerFor, parseRequest } from './route.ts'

type StreamContract = Contract & { method: 'get' }
type Input<C extends Contract> = Pick<Parameters<Handler<C>>[0], 'params' | 'query' | 'caller'>

/** Serves a contract whose answer is no JSON document: a picture, a table, a stream of events. The guard is the contract's own. */
export const stream =
  <C extends StreamContract>(router: Router, contract: C, edge: Edge) =>
  (write: (input: Input<C>, req: Request, res: Response) => Promise<void> | void): void => {
    router.get(contract.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (req, res) => {
      res.locals['route'] = contract.path
      const caller = (await callerFor(contract.who, edge, req, false)) as CallerOf<C['who']>
      const parsed = parseRequest(contract, req, false) as Omit<Input<C>, 'caller'>
      await write({ ...parsed, caller }, req, res)
    })
  }
