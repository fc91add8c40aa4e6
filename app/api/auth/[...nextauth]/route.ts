import { getWardline } from '@/lib/composition.ts'

interface Context {
  readonly params: Promise<{ readonly nextauth: string[] }>
}

async function answer(request: Request, { params }: Context): Promise<Response> {
  return await getWardline().signIn(request, (await params).nextauth)
}

export { answer as GET, answer as POST }
