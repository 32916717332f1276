package io.botflow.server.knowledge;

import io.botflow.ai.knowledge.Contradiction;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.spi.Passage;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The knowledge base of an organisation. */
final class KnowledgeRoutes implements RouteSource {
  private static final String BASE = "/api/knowledge-base";
  private static final String SOURCES = BASE + "/sources";
  private static final String SOURCE = SOURCES + "/{id}";
  private static final String ARTICLE = BASE + "/{id}";

  /** Of a request: a file in base64, with what goes around it. */
  private static final int MOST_UPLOAD_BYTES = KnowledgeInputs.MOST_FILE_BYTES / 3 * 4 + 64 * 1024;

  private static final int USUAL_PASSAGES = 5;
  private static final int USUAL_DAYS = 180;
  private static final int MOST_DAYS = 3_650;

  private final Articles articles;
  private final Sources sources;
  private final Unanswered unanswered;
  private final OrganizationKnowledge knowledge;
  private final KnowledgeReport report;

  @Inject
  KnowledgeRoutes(
      Articles articles,
      Sources sources,
      Unanswered unanswered,
      OrganizationKnowledge knowledge,
      KnowledgeReport report) {
    this.articles = articles;
    this.sources = sources;
    this.unanswered = unanswered;
    this.knowledge = knowledge;
    this.report = report;
  }

  /**
   * What a search found.
   *
   * @param answered whether a bot would answer with the first, where its flow says no other least
   *     confidence
   */
  record Found(List<FoundPassage> passages, boolean answered) {}

  record FoundPassage(String article, String title, String text, double score) {}

  /** Passages that seem to contradict each other, at most 100. */
  record Contradicting(List<Contradiction> contradictions) {}

  /** What has a word of its own in the place of an id comes first. */
  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.KNOWLEDGE_READ);
    Access writers = new Access.Member(Permission.KNOWLEDGE_WRITE);
    return List.of(
        Route.get(SOURCES, readers, "Lists where articles come from.", this::listSources)
            .paging(SourceView.class),
        Route.post(SOURCES + "/file", writers, "Uploads a file of knowledge.", this::addFile)
            .taking(KnowledgeInputs.NewFile.class)
            .readingUpTo(MOST_UPLOAD_BYTES)
            .accepting(SourceView.class),
        Route.post(
                SOURCES + "/website", writers, "Reads a website by its sitemap.", this::addWebsite)
            .taking(KnowledgeInputs.NewWebsite.class)
            .accepting(SourceView.class),
        Route.get(SOURCE, readers, "Shows how a source stands.", this::readSource)
            .answering(SourceView.class),
        Route.post(SOURCE + "/read-again", writers, "Reads a website again.", this::again)
            .accepting(SourceView.class),
        Route.delete(SOURCE, writers, "Takes a source away with its articles.", this::removeSource),
        Route.get(
                BASE + "/unanswered",
                readers,
                "Lists what customers asked in vain.",
                this::listUnanswered)
            .paging(Unanswered.Question.class),
        Route.delete(
            BASE + "/unanswered/{id}", writers, "Takes a question off the list.", this::seenTo),
        Route.get(BASE + "/report", readers, "Shows what needs care.", this::report)
            .withParameter("days")
            .answering(KnowledgeReport.Report.class),
        Route.get(
                BASE + "/contradictions",
                readers,
                "Lists passages that say different numbers of the same.",
                this::contradictions)
            .answering(Contradicting.class),
        Route.post(BASE + "/search", readers, "Searches as bots do.", this::search)
            .taking(KnowledgeInputs.Search.class)
            .answering(Found.class),
        Route.get(BASE, readers, "Lists the articles, without their texts.", this::list)
            .withParameter("category")
            .withParameter("source")
            .paging(ArticleView.class),
        Route.post(BASE, writers, "Writes an article.", this::make)
            .taking(KnowledgeInputs.NewArticle.class)
            .creating(ArticleView.class),
        Route.get(ARTICLE, readers, "Shows an article.", this::read).answering(ArticleView.class),
        Route.patch(ARTICLE, writers, "Changes an article.", this::change)
            .taking(KnowledgeInputs.ArticleChange.class)
            .answering(ArticleView.class),
        Route.delete(ARTICLE, writers, "Takes an article away.", this::remove));
  }

  private Answer list(Call call) {
    return Answer.ok(
        articles.list(
            call.organization(), call.cursor(), call.parameter("category"), source(call)));
  }

  private static @Nullable UUID source(Call call) {
    String source = call.parameter("source");
    try {
      return source == null ? null : UUID.fromString(source);
    } catch (IllegalArgumentException e) {
      throw refused("source", "has to be the id of a source");
    }
  }

  private static Refusal refused(String parameter, String message) {
    return new Refusal(ErrorCode.INVALID_PARAMETER, List.of(new Problem.Place(parameter, message)));
  }

  private Answer make(Call call) {
    KnowledgeInputs.NewArticle input = call.body(KnowledgeInputs.NewArticle.class);
    return Answer.created(
        articles.make(
            call, input.title().strip(), input.text(), input.language(), input.category()));
  }

  private Answer read(Call call) {
    return Answer.ok(articles.read(call.organization(), call.id("id")));
  }

  private Answer change(Call call) {
    KnowledgeInputs.ArticleChange input = call.body(KnowledgeInputs.ArticleChange.class);
    return Answer.ok(
        articles.change(
            call,
            call.id("id"),
            input.title() == null ? null : input.title().strip(),
            input.text(),
            input.language(),
            input.category()));
  }

  private Answer remove(Call call) {
    articles.remove(call, call.id("id"));
    return Answer.done();
  }

  private Answer search(Call call) {
    KnowledgeInputs.Search input = call.body(KnowledgeInputs.Search.class);
    List<Passage> found =
        knowledge.find(
            call.organization(),
            input.question(),
            input.categories() == null ? List.of() : input.categories(),
            input.most() == null ? USUAL_PASSAGES : input.most());
    return Answer.ok(
        new Found(
            found.stream()
                .map(
                    passage ->
                        new FoundPassage(
                            passage.article(), passage.title(), passage.text(), passage.score()))
                .toList(),
            !found.isEmpty() && found.getFirst().score() >= OrganizationKnowledge.ANSWERS));
  }

  private Answer contradictions(Call call) {
    return Answer.ok(new Contradicting(knowledge.contradictions(call.organization())));
  }

  private Answer listSources(Call call) {
    return Answer.ok(sources.list(call.organization(), call.cursor()));
  }

  private Answer addFile(Call call) {
    KnowledgeInputs.NewFile input = call.body(KnowledgeInputs.NewFile.class);
    return Answer.accepted(
        sources.add(
            call,
            new Sources.NewSource(
                "file", input.name().strip(), input.bytes(), input.language(), input.category())));
  }

  private Answer addWebsite(Call call) {
    KnowledgeInputs.NewWebsite input = call.body(KnowledgeInputs.NewWebsite.class);
    return Answer.accepted(
        sources.add(
            call,
            new Sources.NewSource(
                "website", input.address(), null, input.language(), input.category())));
  }

  private Answer readSource(Call call) {
    return Answer.ok(sources.read(call.organization(), call.id("id")));
  }

  private Answer again(Call call) {
    return Answer.accepted(sources.again(call, call.id("id")));
  }

  private Answer removeSource(Call call) {
    sources.remove(call, call.id("id"));
    return Answer.done();
  }

  private Answer listUnanswered(Call call) {
    return Answer.ok(unanswered.list(call.organization(), call.cursor()));
  }

  private Answer seenTo(Call call) {
    unanswered.remove(call.organization(), call.id("id"));
    return Answer.done();
  }

  private Answer report(Call call) {
    String days = call.parameter("days");
    try {
      int asked = days == null ? USUAL_DAYS : Integer.parseInt(days);
      if (asked < 1 || asked > MOST_DAYS) {
        throw refused("days", "has to be from 1 to " + MOST_DAYS);
      }
      return Answer.ok(report.of(call.organization(), asked));
    } catch (NumberFormatException e) {
      throw refused("days", "has to be a number");
    }
  }
}
