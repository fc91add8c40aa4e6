/**
 * The demo hospital's people whom the tests play, and the password they share. Tests share a hospital: one that ends
 * the sessions of an account, disables it or changes its password plays somebody whom no other test plays.
 */
export const PASSWORD = 'wardline-demo'

export const PEOPLE = {
  superadmin: 'superadmin@wardline.test',
  admin: 'admin@wardline.test',
  surgeryManager: 'manager.surgery@wardline.test',
  secondSurgeryManager: 'manager2.surgery@wardline.test',
  surgeryClerk: 'clerk.surgery@wardline.test',
  radiologyManager: 'manager.radiology@wardline.test',
  radiologyClerk: 'clerk.radiology@wardline.test',
  doctor: 'doctor.one@wardline.test',
  planner: 'planner@wardline.test',
  nurse: 'nurse@wardline.test',
} as const

export type Person = keyof typeof PEOPLE
