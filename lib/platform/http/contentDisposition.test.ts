import { expect, test } from 'vitest'
import { contentDisposition } from './contentDisposition.ts'

test.each([
  ['scan.pdf', `filename="scan.pdf"; filename*=UTF-8''scan.pdf`],
  ['Röntgen 1.pdf', `filename="R_ntgen 1.pdf"; filename*=UTF-8''R%C3%B6ntgen%201.pdf`],
  [`a"b\\c;d'e*f%.png`, `filename="a_b_c_d_e_f_.png"; filename*=UTF-8''a%22b%5Cc%3Bd%27e%2Af%25.png`],
  [
    'a\r\nSet-Cookie: x.png',
    `filename="a__Set-Cookie_ x.png"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x.png`,
  ],
])('%j stays one name', (name, header) => {
  expect(contentDisposition('attachment', name)).toBe(`attachment; ${header}`)
  expect(() => new Headers({ 'content-disposition': contentDisposition('inline', name) })).not.toThrow()
})
