import type { Role } from '@/lib/domains/identity/contract.ts'

/** How roles are called on the screen. */
export const roleLabel: Readonly<Record<Role, string>> = {
  superadmin: 'Super admin',
  admin: 'Admin',
  manager: 'Manager',
  doctor: 'Doctor',
  editor: 'Editor',
  planner: 'Planner',
  nurse: 'Nurse',
  clerk: 'Clerk',
}
