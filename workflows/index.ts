export { onboarding } from './onboarding.ts'
export { withdrawalApproval } from './withdrawal-approval.ts'
