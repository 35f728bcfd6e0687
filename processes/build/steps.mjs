/**
 * The build as data: what each step reads, what it must leave behind, and what has to run before it.
 * @typedef {{ name: string, title: string, needs: string[], inputs: string[], outputs: string[], after?: string[] }} Step
 */

const code = [
  'activities',
  'api',
  'commands',
  'domain',
  'mail',
  'processes',
  'relay',
  'store',
  'vendors',
  'web',
  'workflows',
]

/** @type {Step[]} */
export const steps = [
  {
    name: 'database-client',
    title: 'Generating the database client',
    needs: ['prisma/schema.prisma'],
    inputs: ['prisma/schema.prisma', 'prisma/sql', 'prisma.config.ts'],
    outputs: ['generated'],
  },
  {
    name: 'programs',
    title: 'Bundling the programs',
    needs: ['processes/cli.ts'],
    inputs: [...code, 'prisma/schema.prisma', 'tsconfig.json'],
    outputs: ['dist/cli.js'],
    after: ['database-client'],
  },
  {
    name: 'workflows',
    title: 'Bundling the workflows',
    needs: ['workflows/index.ts'],
    inputs: ['workflows', 'domain'],
    outputs: ['dist/workflows.js'],
  },
  {
    name: 'pages',
    title: 'Building the pages',
    needs: ['web/console/index.html', 'web/portal/index.html'],
    inputs: ['web/console', 'web/portal', 'web/kit', 'domain', 'api'],
    outputs: ['dist/console/index.html', 'dist/portal/index.html'],
  },
  {
    name: 'assets',
    title: 'Copying styles and pictures',
    needs: ['web/kit'],
    inputs: ['web/kit', 'web/invitee'],
    outputs: ['dist/assets'],
  },
]
