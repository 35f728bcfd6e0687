import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'

const { code } = await bundleWorkflowCode({
  workflowsPath: path.resolve('workflows/index.ts'),
  logger: new DefaultLogger('WARN'),
})
mkdirSync('dist', { recursive: true })
writeFileSync('dist/workflows.js.new', code)
renameSync('dist/workflows.js.new', 'dist/workflows.js')
