import { useSiteTimeZone } from '@/components/ui/SiteTime'
import { useNow } from '@/components/ui/useNow'
import { dayAt, type CalendarDay } from '@/lib/domains/archive/calendarDay.ts'

/** The day that it is where the site is; moves on at its midnight. */
export const useToday = (): CalendarDay => dayAt(useNow(), useSiteTimeZone())
