import { Button } from '@heroui/react/button'
import { BookOpen, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { includes, useRole } from '../../app/role'
import { Confirm } from '../../ui/Confirm'
import { Empty } from '../../ui/Page'
import { Rest } from '../../ui/Rest'
import { Section } from '../../ui/Section'
import { Cell, Row, Table } from '../../ui/Table'
import { useTimes } from '../../ui/times'
import { ArticleDialog } from './ArticleDialog'
import { type Article, knowledgeChanged, useArticles, useKnowledgeReport } from './queries'

/** The articles of the organisation. */
export function ArticlesPage() {
  const { t } = useTranslation()
  const articles = useArticles()
  const stale = new Set(useKnowledgeReport().data?.staleArticles.map((article) => article.id))
  const mayWrite = includes(useRole(), 'admin')
  const { on } = useTimes()
  const [open, setOpen] = useState<Article | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Article | null>(null)
  const write = mayWrite ? (
    <Button onPress={() => setOpen('new')}>
      <Plus size={18} aria-hidden />
      {t('Write an article')}
    </Button>
  ) : null
  const remove = async (article: Article) => {
    await good(api.DELETE('/api/knowledge-base/{id}', { params: { path: { id: article.id } } }))
    await knowledgeChanged()
  }
  return (
    <>
      {articles.isSuccess && articles.all.length === 0 ? (
        <Empty
          icon={BookOpen}
          title={t('Nothing is known yet')}
          about={t(
            'Write what customers ask most, or let a file or your website be read. Bots answer with it at once.',
          )}
        >
          {write}
        </Empty>
      ) : (
        <Section title={t('Articles')} actions={write}>
          <Table label={t('Articles')} columns={[t('Title'), t('Category'), t('Language'), t('Changed'), '']}>
            {articles.all.map((article) => (
              <Row key={article.id}>
                <Cell>
                  <button
                    type="button"
                    dir="auto"
                    className="text-start font-medium hover:underline"
                    onClick={() => setOpen(article)}
                  >
                    {article.title}
                  </button>
                </Cell>
                <Cell>
                  <bdi>{article.category}</bdi>
                </Cell>
                <Cell>{article.language}</Cell>
                <Cell>
                  {on(article.updatedAt)}
                  {stale.has(article.id) ? (
                    <span className="block text-warning-soft-foreground text-xs">
                      {t('Perhaps out of date')}
                    </span>
                  ) : null}
                </Cell>
                <Cell isEnd>
                  {mayWrite ? (
                    <span className="flex justify-end">
                      <Button
                        isIconOnly
                        size="sm"
                        variant="ghost"
                        aria-label={t('Edit {{what}}', { what: article.title })}
                        onPress={() => setOpen(article)}
                      >
                        <Pencil size={16} aria-hidden />
                      </Button>
                      <Button
                        isIconOnly
                        size="sm"
                        variant="ghost"
                        aria-label={t('Delete “{{name}}”', { name: article.title })}
                        onPress={() => setLeaving(article)}
                      >
                        <Trash2 size={16} aria-hidden />
                      </Button>
                    </span>
                  ) : null}
                </Cell>
              </Row>
            ))}
          </Table>
        </Section>
      )}
      <Rest list={articles} />
      {open ? (
        <ArticleDialog
          article={open === 'new' ? null : open}
          readOnly={!mayWrite}
          onClose={() => setOpen(null)}
        />
      ) : null}
      <Confirm
        isOpen={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t('Delete “{{name}}”?', { name: leaving?.title ?? '' })}
        about={t('Bots stop answering from it at once.')}
        action={t('Delete')}
        onConfirm={async () => leaving && remove(leaving)}
      />
    </>
  )
}
