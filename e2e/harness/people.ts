/** The demo hospital's people whom the tests play, and the password they share. */
export const PASSWORD = 'wardline-demo'

export const PEOPLE = {
  superadmin: 'superadmin@wardline.test',
  admin: 'admin@wardline.test',
  surgeryManager: 'manager.surgery@wardline.test',
  secondSurgeryManager: 'manager2.surgery@wardline.test',
  surgeryClerk: 'clerk.surgery@wardline.test',
  radiologyManager: 'manager.radiology@wardline.test',
  radiologyClerk: 'clerk.radiology@wardline.test',
  nurse: 'nurse@wardline.test',
} as const

export type Person = keyof typeof PEOPLE
