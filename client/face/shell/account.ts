import { computed } from 'vue';
import { useRouter } from 'vue-router';
import { useCan } from '../../access/can.ts';
import { useLeaving } from '../../access/leaving.ts';
import { roleName } from '../../access/role-name.ts';
import { useViewing } from '../../access/viewing/viewing.ts';
import { languageNames, languages, setLanguage, words } from '../../words/words.ts';
import { themes, useAppearance } from '../appearance.ts';
import { sheetOpen } from './shortcuts.ts';

const themeWords = { light: 'shell.themeLight', dark: 'shell.themeDark', auto: 'shell.themeAuto' } as const;
const themeIcons = { light: 'i-lucide-sun', dark: 'i-lucide-moon', auto: 'i-lucide-monitor' } as const;

/** Who is signed in, and the menu that is theirs. */
export function useAccount() {
  const router = useRouter();
  const { actor } = useCan();
  const { theme, choose } = useAppearance();

  const leaving = useLeaving();
  const { viewing, name, end } = useViewing();
  const menu = computed(() => [
    [{ type: 'label' as const, label: actor.value?.email ?? '' }],
    [
      {
        label: words.t('shell.language'),
        icon: 'i-lucide-languages',
        children: languages.map((language) => ({
          label: languageNames[language],
          type: 'checkbox' as const,
          checked: words.language === language,
          onSelect: () => void setLanguage(language),
        })),
      },
      {
        label: words.t('shell.theme'),
        icon: 'i-lucide-sun-moon',
        children: themes.map((one) => ({
          label: words.t(themeWords[one]),
          icon: themeIcons[one],
          type: 'checkbox' as const,
          checked: theme.value === one,
          onSelect: () => choose(one),
        })),
      },
      {
        label: words.t('shell.shortcuts'),
        icon: 'i-lucide-keyboard',
        onSelect: () => {
          sheetOpen.value = true;
        },
      },
      ...(viewing.value
        ? [
            {
              label: words.t('viewing.ending', { name: name.value }),
              icon: 'i-lucide-eye-off',
              onSelect: () => void end(),
            },
          ]
        : router.hasRoute('sessions')
          ? [
              ...(router.hasRoute('my-mail')
                ? [{ label: words.t('mail.mine.title'), icon: 'i-lucide-mail', to: { name: 'my-mail' } }]
                : []),
              { label: words.t('shell.sessions'), icon: 'i-lucide-monitor-smartphone', to: { name: 'sessions' } },
            ]
          : []),
    ],
    [{ label: words.t('shell.signOut'), icon: 'i-lucide-log-out', onSelect: () => void leaving.ask() }],
  ]);
  const roles = computed(() =>
    viewing.value
      ? words.t('viewing.by', { name: viewing.value.by })
      : (actor.value?.roles ?? []).map(roleName).join(words.t('access.comma')),
  );
  return { actor, roles, menu, viewing };
}
