/** Nothing is open: the layout's list has all the room. */
export default function CratesPage() {
  return null
}
