import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { AnalyticsSearch } from '../features/analytics/range'
import type { InboxSearch } from '../features/inbox/search'
import { Failed, NotFound } from '../ui/NotFound'
import { useSession } from './session'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

/** Pages for whoever comes; they stand alone. */
const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  component: lazyRouteComponent(() => import('../features/auth/AuthLayout'), 'AuthLayout'),
})

/** Pages of an organisation, inside of the navigation. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: ({ location }) => {
    const { token, unanswered } = useSession.getState()
    if (token === null && !unanswered) {
      throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
})

const login = createRoute({
  getParentRoute: () => open,
  path: '/login',
  beforeLoad: ({ search }) => {
    // Whoever is logged in has nothing to do here.
    if (useSession.getState().token !== null) throw redirect({ href: search.next ?? '/bots' })
  },
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    // A path of ours: never the address of another site.
    typeof search.next === 'string' && /^\/(?!\/)/.test(search.next) ? { next: search.next } : {},
  component: lazyRouteComponent(() => import('../features/auth/LogInPage'), 'LogInPage'),
})
const signup = createRoute({
  getParentRoute: () => open,
  path: '/signup',
  component: lazyRouteComponent(() => import('../features/auth/SignUpPage'), 'SignUpPage'),
})
const verifyEmail = createRoute({
  getParentRoute: () => open,
  path: '/verify-email',
  component: lazyRouteComponent(() => import('../features/auth/LinkPages'), 'VerifyEmailPage'),
})
const confirmEmail = createRoute({
  getParentRoute: () => open,
  path: '/confirm-email',
  component: lazyRouteComponent(() => import('../features/auth/LinkPages'), 'ConfirmEmailPage'),
})
const forgotPassword = createRoute({
  getParentRoute: () => open,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../features/auth/PasswordPages'), 'ForgotPasswordPage'),
})
const resetPassword = createRoute({
  getParentRoute: () => open,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('../features/auth/PasswordPages'), 'ResetPasswordPage'),
})
const invitation = createRoute({
  getParentRoute: () => open,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../features/auth/InvitationPage'), 'InvitationPage'),
})

const tryBot = createRoute({
  getParentRoute: () => root,
  path: '/try',
  component: lazyRouteComponent(() => import('../features/share/TryBotPage'), 'TryBotPage'),
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/bots' })
  },
})
const bots = createRoute({
  getParentRoute: () => inside,
  path: '/bots',
  component: lazyRouteComponent(() => import('../features/bots/BotsPage'), 'BotsPage'),
})
const newBot = createRoute({
  getParentRoute: () => inside,
  path: '/bots/new',
  component: lazyRouteComponent(() => import('../features/bots/NewBotPage'), 'NewBotPage'),
})
const editor = createRoute({
  getParentRoute: () => inside,
  path: '/bots/$botId',
  // Another flow of the bot than the one that it begins with.
  validateSearch: (search: Record<string, unknown>): { flow?: string } =>
    typeof search.flow === 'string' ? { flow: search.flow } : {},
  component: lazyRouteComponent(() => import('../features/editor/EditorPage'), 'EditorPage'),
})
const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  // The page reads it with care: the check is no part of what every page loads.
  validateSearch: (search: Record<string, unknown>) => search as InboxSearch,
  component: lazyRouteComponent(() => import('../features/inbox/InboxPage'), 'InboxPage'),
})
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  component: lazyRouteComponent(() => import('../features/inbox/ConversationPage'), 'ConversationPage'),
})
const contacts = createRoute({
  getParentRoute: () => inside,
  path: '/contacts',
  validateSearch: (search: Record<string, unknown>) => search as { search?: string; tag?: string },
  component: lazyRouteComponent(() => import('../features/contacts/ContactsPage'), 'ContactsPage'),
})
const contact = createRoute({
  getParentRoute: () => inside,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => import('../features/contacts/ContactPage'), 'ContactPage'),
})
const analytics = createRoute({
  getParentRoute: () => inside,
  path: '/analytics',
  validateSearch: (search: Record<string, unknown>) => search as AnalyticsSearch,
  component: lazyRouteComponent(() => import('../features/analytics/AnalyticsPage'), 'AnalyticsPage'),
})
const channels = createRoute({
  getParentRoute: () => inside,
  path: '/channels',
  component: lazyRouteComponent(() => import('../features/channels/ChannelsPage'), 'ChannelsPage'),
})
const connect = createRoute({
  getParentRoute: () => inside,
  path: '/channels/connect',
  component: lazyRouteComponent(() => import('../features/channels/ConnectPage'), 'ConnectPage'),
})
const channel = createRoute({
  getParentRoute: () => inside,
  path: '/channels/$accountId',
  component: lazyRouteComponent(() => import('../features/channels/ChannelPage'), 'ChannelPage'),
})
const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  component: lazyRouteComponent(() => import('../features/templates/TemplatesPage'), 'TemplatesPage'),
})
const knowledge = createRoute({
  getParentRoute: () => inside,
  path: '/knowledge',
  component: lazyRouteComponent(() => import('../features/knowledge/KnowledgeLayout'), 'KnowledgeLayout'),
})
const articles = createRoute({
  getParentRoute: () => knowledge,
  path: '/',
  component: lazyRouteComponent(() => import('../features/knowledge/ArticlesPage'), 'ArticlesPage'),
})
const sources = createRoute({
  getParentRoute: () => knowledge,
  path: '/sources',
  component: lazyRouteComponent(() => import('../features/knowledge/SourcesPage'), 'SourcesPage'),
})
const unanswered = createRoute({
  getParentRoute: () => knowledge,
  path: '/unanswered',
  component: lazyRouteComponent(() => import('../features/knowledge/UnansweredPage'), 'UnansweredPage'),
})
const tryKnowledge = createRoute({
  getParentRoute: () => knowledge,
  path: '/try',
  component: lazyRouteComponent(() => import('../features/knowledge/TryPage'), 'TryPage'),
})
const profile = createRoute({
  getParentRoute: () => inside,
  path: '/profile',
  component: lazyRouteComponent(() => import('../features/profile/ProfilePage'), 'ProfilePage'),
})
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsLayout'), 'SettingsLayout'),
})
const organization = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('../features/settings/OrganizationPage'), 'OrganizationPage'),
})
const team = createRoute({
  getParentRoute: () => settings,
  path: '/team',
  component: lazyRouteComponent(() => import('../features/settings/TeamPage'), 'TeamPage'),
})
const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('../features/settings/ApiKeysPage'), 'ApiKeysPage'),
})
const auditLog = createRoute({
  getParentRoute: () => settings,
  path: '/audit-log',
  component: lazyRouteComponent(() => import('../features/settings/AuditPage'), 'AuditPage'),
})
const signOn = createRoute({
  getParentRoute: () => settings,
  path: '/single-sign-on',
  component: lazyRouteComponent(() => import('../features/settings/SignOnPage'), 'SignOnPage'),
})
const plan = createRoute({
  getParentRoute: () => settings,
  path: '/plan',
  component: lazyRouteComponent(() => import('../features/settings/PlanPage'), 'PlanPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    tryBot,
    open.addChildren([login, signup, verifyEmail, confirmEmail, forgotPassword, resetPassword, invitation]),
    inside.addChildren([
      home,
      bots,
      newBot,
      editor,
      inbox.addChildren([conversation]),
      contacts,
      contact,
      analytics,
      channels,
      connect,
      channel,
      templates,
      knowledge.addChildren([articles, sources, unanswered, tryKnowledge]),
      profile,
      settings.addChildren([organization, team, apiKeys, auditLog, signOn, plan]),
    ]),
  ]),
  defaultErrorComponent: Failed,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

useSession.subscribe((now, before) => {
  const ended = now.token === null && before.token !== null
  if (ended || now.unanswered !== before.unanswered) router.invalidate()
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
