import { roleLabel } from '@/components/shell/roleLabel'
import { DescriptionList } from '@/components/ui/DescriptionList'
import { Section } from '@/components/ui/Section'
import type { Me } from '@/lib/domains/identity/contract.ts'

/** Who one is here. Administrators change these. */
export function AccountFacts({ me }: { readonly me: Me }) {
  return (
    <Section title="You">
      <DescriptionList
        facts={[
          { term: 'Name', value: me.name },
          { term: 'E-mail', value: me.email },
          { term: 'Role', value: roleLabel[me.role] },
          { term: 'Unit', value: me.unit?.name ?? 'The whole house' },
        ]}
      />
    </Section>
  )
}
